package dev.workrail.console.rates;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Identity;
import dev.workrail.console.http.ClientAddress;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Refuses a caller's requests beyond their quota, and says on each answer what is left of it.
@Singleton
public final class RateLimitFilter {
    /// What is allowed.
    public static final String POLICY = "RateLimit-Policy";

    /// What is left.
    public static final String LEFT = "RateLimit";

    private static final String API = "/api/v1/";
    private static final String STANDING = "workrail.rates";

    private final Rates rates;
    private final Caller caller;

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<RateSettings> settings;

    public RateLimitFilter(Clock clock, Caller caller, Provider<RateSettings> settings) {
        this.rates = new Rates(clock);
        this.caller = caller;
        this.settings = settings;
    }

    private record Standings(List<Standing> of) {}

    /// @throws ProblemException 429 `rate_limited`
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 1)
    public void count(ContainerRequestContext request, HttpServerRequest http) {
        if (!request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        List<Standing> standings = rates.take(shares(request, http));
        request.setProperty(STANDING, new Standings(standings));
        Standing last = standings.getLast();
        if (!last.passed()) {
            throw ProblemException.tooManyRequests(
                    ProblemCode.RATE_LIMITED,
                    "%d requests a minute are allowed per %s; wait as long as Retry-After says"
                            .formatted(last.policy().quota(), last.policy().name()),
                    last.until());
        }
    }

    private List<Rates.Share> shares(ContainerRequestContext request, HttpServerRequest http) {
        Optional<Identity> known = caller.known();
        if (known.isEmpty()) {
            return List.of(
                    new Rates.Share(
                            new Policy("address", settings.get().address()),
                            ClientAddress.of(http)));
        }
        List<Rates.Share> shares = new ArrayList<>();
        shares.add(
                new Rates.Share(
                        new Policy("key", settings.get().key()), known.get().credential().id()));
        String org = request.getUriInfo().getPathParameters().getFirst("org");
        if (org != null) {
            shares.add(new Rates.Share(new Policy("org", settings.get().org()), org));
        }
        return shares;
    }

    @ServerResponseFilter
    public void say(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STANDING) instanceof Standings standings) {
            response.getHeaders()
                    .putSingle(
                            POLICY,
                            standings.of().stream()
                                    .map(standing -> standing.policy().field())
                                    .collect(Collectors.joining(", ")));
            response.getHeaders()
                    .putSingle(
                            LEFT,
                            standings.of().stream()
                                    .map(Standing::field)
                                    .collect(Collectors.joining(", ")));
        }
    }
}
