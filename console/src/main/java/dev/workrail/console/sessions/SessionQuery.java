package dev.workrail.console.sessions;

import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.projections.read.SessionFilter;
import dev.workrail.projections.read.SessionSort;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which sessions.
public final class SessionQuery {
    @Parameter(
            description =
                    "thinking, tool, idle, waiting, stuck, completed or aborted; several by commas")
    @QueryParam("status")
    @Nullable String status;

    @Parameter(
            description =
                    "success, error, timeout, stuck, cancelled, killed or escalated; several by commas")
    @QueryParam("outcome")
    @Nullable String outcome;

    @Parameter(description = "id of the workflow it runs")
    @QueryParam("workflow")
    @Nullable String workflow;

    @Parameter(description = "id of the trigger it came from")
    @QueryParam("trigger")
    @Nullable String trigger;

    @Parameter(description = "id of the workspace it works in")
    @QueryParam("workspace")
    @Nullable String workspace;

    @Parameter(description = "session at the root of its tree")
    @QueryParam("root")
    @Nullable String root;

    @Parameter(
            description =
                    "words that must all be in the goal, whole and in any order; sorted by created alone")
    @QueryParam("goal")
    @Nullable String goal;

    @Parameter(
            description =
                    "at or after, by the time that the list is sorted by; accepted where it is sorted by duration or cost")
    @QueryParam("from")
    @Nullable String from;

    @Parameter(description = "before, by the same time")
    @QueryParam("until")
    @Nullable String until;

    @Parameter(description = "true leaves out children of other sessions")
    @QueryParam("rootsOnly")
    @Nullable String rootsOnly;

    @Parameter(
            description =
                    "created (default), updated, ended, duration or cost; of ended and duration only those that have one")
    @QueryParam("sort")
    @Nullable String sortBy;

    @Parameter(description = "desc (default) or asc")
    @QueryParam("order")
    @Nullable String order;

    @Parameter(description = "the next of the page before")
    @QueryParam("cursor")
    @Nullable String cursor;

    @Parameter(description = "1 to 200; default 50")
    @QueryParam("limit")
    @Nullable Integer limit;

    SessionFilter filter() {
        return new SessionFilter(
                among("status", status, SessionStatus.IDLE),
                among("outcome", outcome, Outcome.SUCCESS),
                ViewPages.text("workflow", workflow),
                ViewPages.value("trigger", trigger, TriggerId::new),
                ViewPages.value("workspace", workspace, WorkspaceId::new),
                ViewPages.value("root", root, SessionId::new),
                ViewPages.text("goal", goal),
                ViewPages.time("from", from),
                ViewPages.time("until", until),
                ViewPages.flag("rootsOnly", rootsOnly));
    }

    SessionSort sort() {
        SessionSort sort =
                ViewPages.among(
                        "sort",
                        sortBy,
                        List.of(SessionSort.values()),
                        each -> each.name().toLowerCase(Locale.ROOT));
        return sort == null ? SessionSort.CREATED : sort;
    }

    private static <E extends Enum<E>> Set<E> among(
            String parameter, @Nullable String value, E any) {
        if (value == null || value.isEmpty()) {
            return Set.of();
        }
        InputFaults faults = new InputFaults();
        Set<E> members =
                Arrays.stream(value.split(",", -1))
                        .map(name -> Choices.of(faults, parameter, name.strip(), any))
                        .collect(Collectors.toUnmodifiableSet());
        faults.refuseIfAny();
        return members;
    }
}
