/// A compiled workflow as a graph to look at. Start at [WorkflowGraph].
@NullMarked
package dev.workrail.engine.graph;

import org.jspecify.annotations.NullMarked;
