package dev.workrail.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.live.StreamCursor;
import dev.workrail.console.live.WriteWait;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Lets a client read its own writes: a GET that carries X-WorkRail-Position waits, bounded, until
/// the views hold what was written there and what it caused, else its answer says that it is stale.
@Singleton
public final class PositionFilter {
    private static final String STALE = "workrail.stale";
    private static final String API = "/api/v1/";

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<WriteWait> writes;
    private final Provider<ConsoleConfig> config;
    private final ObjectMapper json;

    public PositionFilter(
            Provider<WriteWait> writes, Provider<ConsoleConfig> config, ObjectMapper json) {
        this.writes = writes;
        this.config = config;
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
        if (!writes.get().reached(asked, config.get().positionWait())) {
            request.setProperty(STALE, true);
        }
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
