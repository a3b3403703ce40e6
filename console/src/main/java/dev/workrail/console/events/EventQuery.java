package dev.workrail.console.events;

import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.projections.read.TriggerEventFilter;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which trigger events, from the query.
public final class EventQuery {
    static final List<String> VERDICTS =
            List.of("queued", "duplicate", "refused", "skipped", "rejected");
    static final String VERDICT_FAULT = "expected one of " + String.join(", ", VERDICTS);

    /// queued, duplicate, refused, skipped or rejected
    @QueryParam("verdict")
    @Nullable String verdict;

    /// the word that says why, such as `queue_full` or `condition`
    @QueryParam("reason")
    @Nullable String reason;

    /// such as github
    @QueryParam("provider")
    @Nullable String provider;

    /// words that must all be in the goal
    @QueryParam("goal")
    @Nullable String goal;

    /// received at or after
    @QueryParam("from")
    @Nullable String from;

    /// received before
    @QueryParam("until")
    @Nullable String until;

    TriggerEventFilter filter(@Nullable String trigger) {
        String wanted = ViewPages.text("verdict", verdict);
        if (wanted != null && !VERDICTS.contains(wanted)) {
            throw ViewPages.fault("verdict", VERDICT_FAULT);
        }
        return new TriggerEventFilter(
                ViewPages.value("trigger", trigger, TriggerId::new),
                wanted,
                ViewPages.text("reason", reason),
                ViewPages.text("provider", provider),
                ViewPages.text("goal", goal),
                ViewPages.time("from", from),
                ViewPages.time("until", until));
    }
}
