package dev.workrail.console.access;

import dev.workrail.console.ConsoleRole;
import dev.workrail.console.access.RoutePermissions.Route;
import dev.workrail.console.access.RoutePermissions.Rule;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.id.OrgId;
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
///
/// An org the caller does not belong to is answered as one that does not exist, so that nobody
/// learns which orgs there are.
@Singleton
public final class AccessFilter {
    private static final String API = "/api/v1";
    private static final int MAX_REASON = 1_000;

    private final Authentication authentication;
    private final OrgDirectory orgs;
    private final Caller caller;

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<RoleSwitch> roles;

    public AccessFilter(
            Authentication authentication,
            OrgDirectory orgs,
            Caller caller,
            Provider<RoleSwitch> roles) {
        this.authentication = authentication;
        this.orgs = orgs;
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
        String named = request.getUriInfo().getPathParameters().getFirst("org");
        Optional<OrgId> org = parse(named);
        Identity identity = authentication.of(request, org.orElse(null));
        Rule rule =
                RoutePermissions.of(route.get())
                        .orElseThrow(() -> ProblemException.notFound("there is no such route"));
        if (route.get().ofOneOrg()) {
            checkRole(identity, rule, member(identity, org.orElseThrow(() -> noOrg(named))));
        } else if (rule.atLeast() == OrgRole.OPERATOR && !identity.operator()) {
            throw ProblemException.forbidden("this takes role 'operator'");
        }
        if (!identity.inScope(rule.group(), route.get().write())) {
            throw ProblemException.forbidden(
                    "the key is limited to scopes %s; this takes '%s'"
                            .formatted(identity.scopes(), rule.group().wire()));
        }
        caller.is(identity);
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

    private static Optional<OrgId> parse(@Nullable String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(new OrgId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private OrgRole member(Identity identity, OrgId org) {
        OrgRole role = identity.roleIn(org).orElseThrow(() -> noOrg(org.value()));
        if (!orgs.exists(org)) {
            throw noOrg(org.value());
        }
        return role;
    }

    private static void checkRole(Identity identity, Rule rule, OrgRole role) {
        if (!role.covers(rule.atLeast())) {
            throw ProblemException.forbidden(
                    "this takes role '%s', and %s has role '%s'"
                            .formatted(rule.atLeast().wire(), identity.subject(), role.wire()));
        }
    }

    private static ProblemException noOrg(@Nullable String name) {
        String shown = name == null ? "" : name.length() <= 63 ? name : name.substring(0, 63) + "…";
        return ProblemException.notFound("org '%s' does not exist".formatted(shown));
    }
}
