package dev.workrail.engine.session;

import dev.workrail.engine.interpret.Next;
import dev.workrail.engine.output.Utf8;

/// Refusals that several deciders share.
final class Deciders {
    private Deciders() {}

    static Decision.Rejected tooManySteps(Next.TooManySteps limit) {
        return new Decision.Rejected(
                Decision.Code.INTERPRETER_LIMIT,
                "no step was found in %d moves; the workflow's loops never offer one"
                        .formatted(limit.limit()));
    }

    static Decision.Rejected unknownNode(String nodeId) {
        return new Decision.Rejected(
                Decision.Code.UNKNOWN_NODE,
                "the session has no node '%s' within reach; the last %d and %d checkpoints are"
                        .formatted(
                                Utf8.head(nodeId, 80),
                                NodeTable.MAX_NODES,
                                NodeTable.MAX_CHECKPOINTS));
    }
}
