package dev.workrail.console.access;

import dev.workrail.console.access.RoutePermissions.Route;
import dev.workrail.console.access.RoutePermissions.Rule;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Writes [RoutePermissions] into the OpenAPI document, so that the two cannot differ: each
/// operation's `x-workrail-roles` (who may), `x-workrail-scope` (what a limited key needs) and
/// security requirements.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class PermissionsInDocument implements OASFilter {
    private static final String API = "/api/v1";
    private static final String KEY = "apiKey";
    private static final String SIGN_IN = "signIn";
    private static final String TOKEN = "oidc";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components =
                document.getComponents() == null
                        ? OASFactory.createComponents()
                        : document.getComponents();
        document.setComponents(
                components
                        .addSecurityScheme(
                                KEY, bearer("An API key, `wra_…`, limited by its scopes.", "key"))
                        .addSecurityScheme(
                                SIGN_IN,
                                OASFactory.createSecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name(SignInProof.cookieName(true))
                                        .description(
                                                "The cookie of POST /sign-in. What changes"
                                                        + " something also takes X-WorkRail-CSRF."))
                        .addSecurityScheme(
                                TOKEN, bearer("A token of the deployment's OIDC issuer.", "JWT")));
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().forEach(PermissionsInDocument::describe);
        }
    }

    private static SecurityScheme bearer(String description, String format) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat(format)
                .description(description);
    }

    private static void describe(String path, PathItem item) {
        if (path.startsWith(API)) {
            item.getOperations()
                    .forEach((method, operation) ->
                            describe(
                                    new Route(method.name(), path.substring(API.length())),
                                    operation));
        }
    }

    private static void describe(Route route, Operation operation) {
        if (RoutePermissions.PUBLIC.contains(route)) {
            operation.setSecurity(List.of());
            return;
        }
        RoutePermissions.of(route).ifPresent(rule -> describe(route, rule, operation));
    }

    private static void describe(Route route, Rule rule, Operation operation) {
        operation.addExtension("x-workrail-roles", roles(rule));
        operation.addExtension(
                "x-workrail-scope", new KeyScope(rule.group(), !route.write()).toString());
        operation.setSecurity(
                List.of(KEY, SIGN_IN, TOKEN).stream()
                        .map(scheme -> OASFactory.createSecurityRequirement().addScheme(scheme))
                        .toList());
    }

    private static List<String> roles(Rule rule) {
        return Arrays.stream(OrgRole.values())
                .filter(role -> role.covers(rule.atLeast()))
                .map(OrgRole::wire)
                .toList();
    }
}
