/// The command line: one class per command.
@NullMarked
package dev.workrail.app.cli;

import org.jspecify.annotations.NullMarked;
