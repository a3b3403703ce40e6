package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.session.Outcome;

/// A session whose holder was told to stop, and how it is over once the holder has.
public record Stopping(Outcome outcome, String detail) {}
