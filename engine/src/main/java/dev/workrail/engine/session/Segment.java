package dev.workrail.engine.session;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The events of one decision, in order: numbers them, names them, and folds them. Not thread-safe.
final class Segment {
    private final SessionState before;
    private final Instant at;
    private final List<LoggedEvent> events = new ArrayList<>();
    private SessionState after;

    Segment(SessionState before, Instant at) {
        this.before = before;
        this.at = at;
        this.after = before;
    }

    /// An event of the session as a whole.
    ///
    /// @param key what makes it one of its kind
    LoggedEvent session(SessionEvent event, String... key) {
        return add(null, null, event, key);
    }

    /// An event of the run.
    LoggedEvent run(SessionEvent event, String... key) {
        return add(runId(), null, event, key);
    }

    /// An event of a node.
    LoggedEvent node(String nodeId, SessionEvent event, String... key) {
        return add(runId(), nodeId, event, key);
    }

    private String runId() {
        return before.isStarted() ? before.runId() : DerivedIds.run(before.session());
    }

    private LoggedEvent add(
            @Nullable String run, @Nullable String node, SessionEvent event, String... key) {
        String dedupeKey = key(event, run, node, key);
        LoggedEvent logged =
                new LoggedEvent(
                        DerivedIds.event(before.session(), dedupeKey),
                        after.nextEventIndex(),
                        dedupeKey,
                        run,
                        node,
                        at,
                        event);
        events.add(logged);
        after = Evolution.evolve(after, logged);
        return logged;
    }

    /// The keys of existing logs: the run is in those of nodes, preferences and the run itself.
    private String key(
            SessionEvent event, @Nullable String run, @Nullable String node, String... key) {
        boolean named =
                run != null
                        && (node == null
                                || event instanceof SessionEvent.NodeCreated
                                || event instanceof SessionEvent.PreferencesChanged);
        String kind = event instanceof SessionEvent.RunCompleted ? "run-completed" : event.kind();
        String text = kind + ":" + before.session() + (named ? ":" + run : "") + part(key);
        return text.toLowerCase(Locale.ROOT);
    }

    private static String part(String... key) {
        return key.length == 0 ? "" : ":" + String.join(":", key);
    }

    List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    /// The state with these events folded in.
    SessionState after() {
        if (after.damage() != null) {
            throw new IllegalStateException(
                    "the engine made an event it cannot read: " + after.damage());
        }
        return after;
    }
}
