package dev.workrail.console.rates;

/// A limit as answers name it.
///
/// @param name `key`, `org` or `address`
/// @param quota requests in a minute
record Policy(String name, int quota) {
    static final int WINDOW_SECONDS = 60;

    /// As the field RateLimit-Policy has it (draft-ietf-httpapi-ratelimit-headers-10, section 3).
    String field() {
        return "\"%s\";q=%d;w=%d".formatted(name, quota, WINDOW_SECONDS);
    }
}
