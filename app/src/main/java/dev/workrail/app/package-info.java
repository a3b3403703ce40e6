@NullMarked
package dev.workrail.app;

import org.jspecify.annotations.NullMarked;
