package dev.workrail.contracts.schedule;

/// What a lease may spend before it asks for more; escrowed, so that the sum of all never exceeds a
/// limit. Millionths of a US dollar.
public record Allowance(long costMicros) {
    /// No budget is set.
    public static final Allowance UNLIMITED = new Allowance(Long.MAX_VALUE);
}
