@NullMarked
package dev.workrail.app.launcher;

import org.jspecify.annotations.NullMarked;
