package dev.workrail.worker.session;

/// Whom the worker's commits are by.
public record Authorship(String name, String email) {}
