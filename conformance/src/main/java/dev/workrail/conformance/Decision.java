package dev.workrail.conformance;

/// A point on which this engine differs from WorkRail on purpose.
///
/// @param vector the vectors it covers: `table/id`, or a tag such as `defect:T1`
/// @param adr number of the decision record
/// @param expected what this engine gives instead, in the form of the table; empty where the replay
///   of that tag knows how to check it
/// @param because one sentence
public record Decision(String vector, String adr, String expected, String because) {}
