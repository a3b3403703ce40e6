package dev.workrail.worker.session;

/// What a turn is made of.
record TurnParts(
        ModelAsking asking,
        ToolCalls tools,
        StepCompletion completion,
        Steering steering,
        WorktreeSnapshot snapshot) {}
