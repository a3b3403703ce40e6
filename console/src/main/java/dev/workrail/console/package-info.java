@NullMarked
package dev.workrail.console;

import org.jspecify.annotations.NullMarked;
