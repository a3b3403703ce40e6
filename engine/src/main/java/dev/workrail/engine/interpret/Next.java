package dev.workrail.engine.interpret;

/// What the interpreter found.
public sealed interface Next {
    /// The run stands here: at a pending step, or complete.
    record At(Position position) implements Next {}

    /// A loop lacks the variable it runs over, or the variable has the wrong form.
    record MissingContext(String detail) implements Next {}

    /// The scan did not come to rest.
    record TooManySteps(int limit) implements Next {}
}
