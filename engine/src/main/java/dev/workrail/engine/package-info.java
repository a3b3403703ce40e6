@NullMarked
package dev.workrail.engine;

import org.jspecify.annotations.NullMarked;
