package dev.workrail.app.client;

import java.util.Optional;

/// One server-sent event.
///
/// @param type its name, `message` where it has none
/// @param id what a client sends back as Last-Event-ID to go on behind it; empty where it has none
public record ServerSentEvent(String type, String id, String data) {
    /// Makes events of the lines of one stream. An event is there once the empty line behind it is:
    /// one that was cut off is none. Not thread-safe.
    public static final class Lines {
        private final StringBuilder data = new StringBuilder();
        private String type = "message";
        private String id = "";
        private boolean some;

        /// @return the event that `line` completes
        public Optional<ServerSentEvent> take(String line) {
            if (line.isEmpty()) {
                Optional<ServerSentEvent> event =
                        some
                                ? Optional.of(new ServerSentEvent(type, id, data.toString()))
                                : Optional.empty();
                type = "message";
                data.setLength(0);
                some = false;
                return event;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            field(name, value.startsWith(" ") ? value.substring(1) : value);
            return Optional.empty();
        }

        private void field(String name, String value) {
            switch (name) {
                case "event" -> type = value;
                case "id" -> id = value;
                case "data" -> {
                    data.append(some ? "\n" : "").append(value);
                    some = true;
                }
                default -> {
                    // A comment, or a field of a later version.
                }
            }
        }
    }
}
