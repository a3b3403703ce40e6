package dev.workrail.platform.deployment;

/// An unsafe setting: which key, what form its value must have, and how to get there. Never the
/// value.
///
/// @param found what is wrong with the value, without the value where it could be a secret
record Finding(String key, String found, String expected, String fix) {
    String line() {
        return "%s %s; expected %s: %s".formatted(key, found, expected, fix);
    }
}
