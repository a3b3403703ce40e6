package dev.workrail.console.access;

import static dev.workrail.console.access.OrgRole.ADMIN;
import static dev.workrail.console.access.OrgRole.MEMBER;
import static dev.workrail.console.access.OrgRole.OPERATOR;
import static dev.workrail.console.access.OrgRole.OWNER;
import static dev.workrail.console.access.OrgRole.VIEWER;
import static dev.workrail.console.access.RouteGroup.ACCESS;
import static dev.workrail.console.access.RouteGroup.AUDIT;
import static dev.workrail.console.access.RouteGroup.CONFIG;
import static dev.workrail.console.access.RouteGroup.DATA;
import static dev.workrail.console.access.RouteGroup.DEADLETTERS;
import static dev.workrail.console.access.RouteGroup.OPERATION;
import static dev.workrail.console.access.RouteGroup.SECRETS;
import static dev.workrail.console.access.RouteGroup.SESSIONS;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The one table of what each route needs. A route that is missing here answers nobody.
public final class RoutePermissions {
    /// A route: HTTP method and path template under `/api/v1`.
    public record Route(String method, String path) {
        boolean write() {
            return !method.equals("GET");
        }

        boolean ofOneOrg() {
            return path.startsWith(ORG);
        }
    }

    /// What a route needs: a role in the org that its path names (in any org, where it names none),
    /// and a key that is not limited to other groups.
    public record Rule(OrgRole atLeast, RouteGroup group) {}

    private static final String ORG = "/orgs/{org}";

    /// Routes that ask for no bearer token, because they check a proof of their own.
    public static final Set<Route> PUBLIC =
            Set.of(
                    new Route("POST", "/setup"),
                    new Route("POST", "/sign-in"),
                    new Route("POST", "/invitations/look"),
                    new Route("POST", "/invitations/accept"),
                    new Route("POST", "/password-reset"),
                    new Route("GET", ORG + "/sessions/{session}/artifacts/{artifact}/content"));

    /// Every other route.
    public static final Map<Route, Rule> TABLE = table();

    private RoutePermissions() {}

    static Optional<Rule> of(Route route) {
        return Optional.ofNullable(TABLE.get(route));
    }

    private static Map<Route, Rule> table() {
        Map<Route, Rule> table = new LinkedHashMap<>();
        add(table, ACCESS, VIEWER, "GET /me", "GET /orgs", "GET " + ORG);
        add(table, ACCESS, VIEWER, "POST /sign-out", "POST /me/password");
        add(table, ACCESS, VIEWER, "GET /me/sign-ins", "DELETE /me/sign-ins/{signin}");
        add(table, ACCESS, OPERATOR, "POST /orgs");
        add(table, ACCESS, ADMIN, org("GET /members"), org("GET /api-keys"));
        add(table, ACCESS, ADMIN, org("POST /api-keys"), org("DELETE /api-keys/{key}"));
        add(table, ACCESS, OWNER, org("POST /members"), org("PUT /members/{member}"));
        add(table, ACCESS, OWNER, org("DELETE /members/{member}"));
        add(table, ACCESS, OWNER, org("POST /members/{member}/password-reset"));
        add(table, ACCESS, OWNER, org("GET /invitations"), org("POST /invitations"));
        add(table, ACCESS, OWNER, org("DELETE /invitations/{invitation}"));

        add(table, CONFIG, ADMIN, "PUT " + ORG);
        configuration(table, "/projects", "/{project}");
        configuration(table, "/workspaces", "/{workspace}");
        configuration(table, "/triggers", "/{trigger}");
        configuration(table, "/integrations", "/{integration}");
        add(table, CONFIG, VIEWER, org("GET /policies"));
        for (String of :
                Set.of("", "/workspaces/{workspace}", "/triggers/{trigger}", "/tiers/{tier}")) {
            add(table, CONFIG, VIEWER, org("GET " + of + "/policy"));
            add(table, CONFIG, ADMIN, org("PUT " + of + "/policy"));
            add(table, CONFIG, ADMIN, org("DELETE " + of + "/policy"));
        }
        add(table, CONFIG, VIEWER, org("GET /triggers/{trigger}/events"));
        add(table, CONFIG, MEMBER, org("POST /triggers/{trigger}/test"));
        add(table, CONFIG, ADMIN, org("POST /triggers/{trigger}/enable"));
        add(table, CONFIG, ADMIN, org("POST /triggers/{trigger}/disable"));
        add(table, SECRETS, ADMIN, org("POST /triggers/{trigger}/rotate-secret"));
        add(table, CONFIG, VIEWER, org("GET /triggers.yml"));
        add(table, CONFIG, ADMIN, org("POST /triggers.yml"));
        add(table, CONFIG, VIEWER, org("GET /workflows"), org("GET /workflows/{workflow}"));
        add(table, CONFIG, VIEWER, org("GET /workflows/{workflow}/statistics"));
        add(table, CONFIG, MEMBER, org("POST /workflows/validate"));
        add(table, CONFIG, ADMIN, org("PUT /workflows/{workflow}"));
        add(table, CONFIG, ADMIN, org("DELETE /workflows/{workflow}"));
        add(table, SECRETS, ADMIN, org("GET /secrets"), org("PUT /secrets/{purpose}/{name}"));
        add(table, SECRETS, ADMIN, org("DELETE /secrets/{purpose}/{name}"));

        sessions(table);
        add(table, OPERATION, VIEWER, org("GET /queue"), org("GET /statistics"));
        add(table, OPERATION, VIEWER, org("GET /queue/{session}"));
        add(table, OPERATION, VIEWER, org("GET /trigger-events"));
        add(table, OPERATION, VIEWER, org("GET /trigger-events/count"));
        add(table, OPERATION, VIEWER, org("GET /trigger-events/{event}"));
        add(table, OPERATION, MEMBER, org("POST /trigger-events/{event}/replay"));
        add(table, OPERATION, ADMIN, org("POST /trigger-events/replay"));
        add(table, OPERATION, ADMIN, org("POST /kill"), org("POST /lift"));
        add(table, OPERATION, ADMIN, org("POST /pause"), org("POST /resume"));
        add(table, OPERATION, ADMIN, org("POST /triggers/{trigger}/pause"));
        add(table, OPERATION, ADMIN, org("POST /triggers/{trigger}/resume"));
        add(table, OPERATION, OPERATOR, "GET /fleet", "POST /kill", "POST /lift");
        add(table, DEADLETTERS, ADMIN, org("GET /dead-letters"), org("GET /dead-letters/count"));
        add(table, DEADLETTERS, ADMIN, org("GET /dead-letters/{letter}"));
        add(table, DEADLETTERS, ADMIN, org("POST /dead-letters/{letter}/replay"));
        add(table, DEADLETTERS, ADMIN, org("POST /dead-letters/{letter}/discard"));
        add(table, DEADLETTERS, ADMIN, org("POST /dead-letters/replay"));
        add(table, DEADLETTERS, ADMIN, org("POST /dead-letters/discard"));
        add(table, AUDIT, ADMIN, org("GET /audit"), org("GET /audit/{entry}"));
        data(table);
        return Map.copyOf(table);
    }

    private static void configuration(Map<Route, Rule> table, String plural, String one) {
        add(table, CONFIG, VIEWER, org("GET " + plural), org("GET " + plural + one));
        add(table, CONFIG, ADMIN, org("POST " + plural), org("PUT " + plural + one));
        add(table, CONFIG, ADMIN, org("DELETE " + plural + one));
    }

    private static void sessions(Map<Route, Rule> table) {
        String one = "/sessions/{session}";
        add(table, SESSIONS, VIEWER, org("GET /sessions"), org("GET " + one));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/events"), org("GET " + one + "/tree"));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/deliveries"));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/handoff"), org("GET /logs"));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/segments"));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/artifacts"));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/artifacts/{artifact}"));
        add(table, SESSIONS, VIEWER, org("GET " + one + "/stream"), org("GET /stream"));
        add(table, SESSIONS, VIEWER, org("GET /deliveries"));
        add(table, SESSIONS, VIEWER, org("GET /deliveries/{delivery}"));
        add(table, SESSIONS, VIEWER, org("GET /proofs"), org("GET /proofs/{proof}"));
        add(table, SESSIONS, VIEWER, org("GET /proofs/{proof}/envelope"));
        add(table, SESSIONS, MEMBER, org("POST /proofs/{proof}/verifications"));
        add(table, SESSIONS, VIEWER, org("GET /signing-keys"));
        add(table, SESSIONS, MEMBER, org("POST /sessions"));
        for (String command :
                Set.of("steer", "cancel", "kill", "resume", "retry", "answer", "verdict")) {
            add(table, SESSIONS, MEMBER, org("POST " + one + "/" + command));
        }
    }

    private static void data(Map<Route, Rule> table) {
        add(table, DATA, OWNER, org("GET /export"), "DELETE " + ORG);
        add(table, DATA, OPERATOR, "GET /deleted-orgs", "GET /deleted-orgs/{deleted}");
        add(table, DATA, VIEWER, org("GET /retention"), org("GET /pins"));
        add(table, DATA, OWNER, org("PUT /retention"), org("DELETE /retention"));
        add(table, DATA, ADMIN, org("GET /retention/preview"), org("GET /retention/runs"));
        add(table, DATA, ADMIN, org("GET /retention/runs/{run}"));
        add(table, DATA, OWNER, org("POST /retention/runs"));
        add(table, DATA, MEMBER, org("PUT /sessions/{session}/pin"));
        add(table, DATA, MEMBER, org("DELETE /sessions/{session}/pin"));
    }

    private static String org(String route) {
        return route.replaceFirst(" ", " " + ORG);
    }

    private static void add(
            Map<Route, Rule> table, RouteGroup group, OrgRole atLeast, String... routes) {
        for (String route : routes) {
            String[] parts = route.split(" ", 2);
            if (table.put(new Route(parts[0], parts[1]), new Rule(atLeast, group)) != null) {
                throw new IllegalStateException("two rules for " + route);
            }
        }
    }
}
