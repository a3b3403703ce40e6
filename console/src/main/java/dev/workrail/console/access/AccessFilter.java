package dev.workrail.console.access;

import dev.workrail.console.ConsoleRole;
import dev.workrail.console.access.RoutePermissions.Route;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.role.RoleSwitch;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Lets a request of the API pass only where whoever makes it may do what the route does.
@Singleton
public final class AccessFilter {
    private static final String API = "/api/v1";
    private static final int MAX_REASON = 1_000;

    private final Authentication authentication;
    private final Permits permits;
    private final Caller caller;

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<RoleSwitch> roles;

    public AccessFilter(
            Authentication authentication,
            Permits permits,
            Caller caller,
            Provider<RoleSwitch> roles) {
        this.authentication = authentication;
        this.permits = permits;
        this.caller = caller;
        this.roles = roles;
    }

    /// @throws ProblemException 401, 403 or 404
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ContainerRequestContext request, ResourceInfo target) {
        // HEAD asks what a GET would answer.
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<Route> route = route(method, target);
        if (route.isEmpty()) {
            return;
        }
        if (!roles.get().has(ConsoleRole.NAME)) {
            throw ProblemException.notFound("the console is not of this process");
        }
        if (RoutePermissions.PUBLIC.contains(route.get())) {
            return;
        }
        refuseNul(request.getUriInfo());
        caller.gives(reason(request.getHeaderString(Headers.REASON)));
        Permit permit =
                new Permit(
                        authentication.tokenOf(request),
                        route.get(),
                        request.getUriInfo().getPathParameters().getFirst("org"));
        caller.is(permits.check(permit));
        caller.passesBy(permit);
    }

    /// The route as [RoutePermissions] writes it; empty for what is not of this API.
    static Optional<Route> route(String method, ResourceInfo target) {
        if (target.getResourceClass() == null || target.getResourceMethod() == null) {
            return Optional.empty();
        }
        String path =
                template(target.getResourceClass().getAnnotation(Path.class))
                        + template(target.getResourceMethod().getAnnotation(Path.class));
        return path.startsWith(API)
                ? Optional.of(new Route(method, path.substring(API.length())))
                : Optional.empty();
    }

    private static @Nullable String reason(@Nullable String header) {
        InputFaults faults = new InputFaults();
        String reason = faults.optional(Headers.REASON, header, MAX_REASON);
        faults.refuseIfAny();
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    /// No text of the database can hold one, so no name can.
    private static void refuseNul(UriInfo uri) {
        boolean nul =
                Stream.of(uri.getPathParameters(), uri.getQueryParameters())
                        .flatMap(parameters -> parameters.values().stream())
                        .flatMap(List::stream)
                        .anyMatch(value -> value.indexOf('\0') >= 0);
        if (nul) {
            throw ProblemException.badRequest(
                    "the path or the query holds a NUL character", List.of());
        }
    }

    private static String template(@Nullable Path path) {
        if (path == null || path.value().isEmpty() || path.value().equals("/")) {
            return "";
        }
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
