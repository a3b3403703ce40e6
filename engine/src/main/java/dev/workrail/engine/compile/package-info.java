/// From a definition to something that can run. Start at [WorkflowCompiler]; the outcome is a
/// [CompiledWorkflow].
@NullMarked
package dev.workrail.engine.compile;

import org.jspecify.annotations.NullMarked;
