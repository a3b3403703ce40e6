package dev.workrail.engine.finding;

/// Which part of the pipeline found it, in order.
public enum Stage {
    /// The text is no JSON object, or over a safety limit.
    DOCUMENT,
    /// The form: members, types, lengths, patterns.
    SCHEMA,
    /// How parts of the definition refer to each other.
    STRUCTURE,
    /// Templates, bindings, features, references, prompt blocks and the checks on the outcome.
    COMPILATION,
    /// What is allowed but likely a mistake.
    ADVICE
}
