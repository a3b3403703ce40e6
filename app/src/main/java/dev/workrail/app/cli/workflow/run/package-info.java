/// `workrail workflow run`: one run of a workflow in the terminal, by hand or from an answers file.
@NullMarked
package dev.workrail.app.cli.workflow.run;

import org.jspecify.annotations.NullMarked;
