/// `workrail workflow` and `workrail conform`: workflow files in the terminal, without an instance.
@NullMarked
package dev.workrail.app.cli.workflow;

import org.jspecify.annotations.NullMarked;
