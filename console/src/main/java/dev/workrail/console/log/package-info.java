/// Writes what people and programs ask for to the log.
@NullMarked
package dev.workrail.console.log;

import org.jspecify.annotations.NullMarked;
