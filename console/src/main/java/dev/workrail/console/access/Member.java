package dev.workrail.console.access;

import java.time.Instant;

/// A person or program that belongs to an org.
///
/// @param id chosen by whoever adds them; unique in the org
public record Member(String id, String name, OrgRole role, Instant createdAt) {}
