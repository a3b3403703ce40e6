package dev.workrail.console.live;

import java.util.List;

/// One server-sent event.
///
/// @param type its name: the kind of a record, or `hello`, `heartbeat` or `resync`
/// @param json its data
/// @param cursor its id: sent back as Last-Event-ID, a stream goes on behind it
public record StreamEvent(String type, String json, StreamCursor cursor) {
    static final String HELLO = "hello";
    static final String HEARTBEAT = "heartbeat";
    static final String RESYNC = "resync";
    static final List<String> REASONS = List.of("slow_client", "cursor_too_old", "cursor_unknown");

    /// How a mailbox keeps a word of ours.
    interface Words<T> {
        T of(String type, String json, StreamCursor at);
    }

    /// Tells the client that it missed something: read the state anew, then go on from here.
    ///
    /// @param reason one of [#REASONS]
    static StreamEvent resync(String reason, StreamCursor now) {
        if (!REASONS.contains(reason)) {
            throw new IllegalArgumentException("unknown reason " + reason);
        }
        return new StreamEvent(RESYNC, "{\"reason\":\"" + reason + "\"}", now);
    }

    <T> T asWord(Words<T> words) {
        return words.of(type, json, cursor);
    }
}
