package dev.workrail.console.triggerfile;

/// A key of a trigger file that has no effect here.
///
/// @param pointer JSON Pointer into the file
/// @param line of the file, from 1
public record Warning(String pointer, int line, String detail) {}
