package dev.workrail.console.settings;

import java.util.OptionalLong;

/// What a change expects of the entry it changes (RFC 9110, section 13.1: If-Match, If-None-Match).
///
/// @param version the version it must have
/// @param absent true where it must not exist
public record Precondition(OptionalLong version, boolean absent) {
    public static final Precondition NONE = new Precondition(OptionalLong.empty(), false);
    public static final Precondition ABSENT = new Precondition(OptionalLong.empty(), true);

    public static Precondition version(long version) {
        return new Precondition(OptionalLong.of(version), false);
    }
}
