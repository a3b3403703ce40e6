/// Everything that can be said about a workflow file before it runs. Start at [WorkflowValidator].
@NullMarked
package dev.workrail.engine.validate;

import org.jspecify.annotations.NullMarked;
