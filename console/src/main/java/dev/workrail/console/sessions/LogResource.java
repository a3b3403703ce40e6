package dev.workrail.console.sessions;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.projections.read.LogLevel;
import dev.workrail.projections.read.LogReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What sessions did, line by line.
@Path("/api/v1/orgs/{org}/logs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class LogResource {
    private final LogReader log;
    private final KnownSessions known;

    public LogResource(LogReader log, KnownSessions known) {
        this.log = log;
        this.known = known;
    }

    /// One event of a session, as a line.
    ///
    /// @param level debug, info, warn or error
    /// @param source event or effect of its worker, claim, release, or a fact by someone else
    /// @param text for people, on one line
    /// @param position of the event among the session's
    public record LogLine(
            Instant at,
            String level,
            SessionId session,
            String source,
            String kind,
            String text,
            String position) {
        static LogLine of(LogReader.Line line) {
            return new LogLine(
                    line.at(),
                    word(line.level()),
                    line.session(),
                    line.source(),
                    line.kind(),
                    LogText.of(line),
                    line.offset() + ":" + line.item());
        }
    }

    @GET
    @Operation(
            operationId = "listLogs",
            summary = "What sessions did, newest first",
            description =
                    "Of one session, of a trigger's or of all. Each event has a level by what it"
                            + " says: error for what ended a session badly or lost something, warn for"
                            + " what went wrong on the way, debug for single turns and calls of the"
                            + " agent. The whole events are at the session's events.")
    public Page<LogLine> list(
            @PathParam("org") OrgId org,
            @Parameter(description = "of this session alone") @QueryParam("session")
                    @Nullable String session,
            @Parameter(description = "of the sessions of this trigger") @QueryParam("trigger")
                    @Nullable String trigger,
            @Parameter(description = "least to show: debug, info (default), warn or error")
                    @QueryParam("level")
                    @Nullable String level,
            @Parameter(description = "at or after") @QueryParam("from") @Nullable String from,
            @Parameter(description = "before") @QueryParam("until") @Nullable String until,
            @Parameter(description = "desc (default) or asc, by time") @QueryParam("order")
                    @Nullable String order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        SessionId one = ViewPages.value("session", session, SessionId::new);
        LogLevel least =
                ViewPages.among("level", level, List.of(LogLevel.values()), LogResource::word);
        LogReader.Filter filter =
                new LogReader.Filter(
                        one,
                        ViewPages.value("trigger", trigger, TriggerId::new),
                        least == null ? LogLevel.INFO : least,
                        ViewPages.time("from", from),
                        ViewPages.time("until", until));
        if (one != null) {
            known.expect(org, one);
        }
        return ViewPages.page(
                        ViewPages.paging(cursor, limit, order),
                        asked -> log.page(org, filter, asked))
                .map(LogLine::of);
    }

    private static String word(LogLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
