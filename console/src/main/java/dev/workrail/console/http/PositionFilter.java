package dev.workrail.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.live.StreamCursor;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.projections.read.ViewPositions;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Lets a client read its own writes: a GET that carries X-WorkRail-Position waits, bounded, until
/// the views got there, else its answer says that it is stale.
///
/// Configuration is read from where it is written, so a position on `wr.config` needs no wait. What
/// a record on `wr.triggers` or `wr.commands` causes has a position of its own, which nobody knows
/// yet: such a read is always marked stale.
@Singleton
public final class PositionFilter {
    private static final String STALE = "workrail.stale";
    private static final String API = "/api/v1/";

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<ViewPositions> positions;
    private final Provider<ConsoleConfig> config;
    private final Clock clock;
    private final ObjectMapper json;

    public PositionFilter(
            Provider<ViewPositions> positions,
            Provider<ConsoleConfig> config,
            Clock clock,
            ObjectMapper json) {
        this.positions = positions;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void await(ContainerRequestContext request) {
        String text = request.getHeaderString(Headers.POSITION);
        if (text == null
                || !request.getMethod().equals("GET")
                || !request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        StreamCursor asked;
        try {
            asked = StreamCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw ViewPages.fault(Headers.POSITION, String.valueOf(e.getMessage()));
        }
        if (!reached(asked)) {
            request.setProperty(STALE, true);
        }
    }

    private boolean reached(StreamCursor asked) {
        Instant deadline = clock.instant().plus(config.get().positionWait());
        for (Map.Entry<Partition, Long> one : asked.seen().entrySet()) {
            Partition partition = one.getKey();
            if (partition.topic().equals(Topics.CONFIG.name())) {
                continue;
            }
            Duration left = Duration.between(clock.instant(), deadline);
            Duration bound = left.isNegative() ? Duration.ZERO : left;
            if (!positions
                    .get()
                    .awaitPosition(partition.topic(), partition.index(), one.getValue(), bound)) {
                return false;
            }
        }
        return true;
    }

    @ServerResponseFilter
    public void mark(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STALE) == null) {
            return;
        }
        response.getHeaders().putSingle(Headers.STALE, "true");
        if (response.getStatus() == 200 && response.getEntity() != null) {
            JsonNode body = json.valueToTree(response.getEntity());
            if (body instanceof ObjectNode object) {
                response.setEntity(object.put("stale", true));
            }
        }
    }
}
