package dev.workrail.console.integrations;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.EntryUsers;
import dev.workrail.console.settings.IntegrationUsers;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.IntegrationId;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The integrations of an org. They name secrets, whose values nobody reads back.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Integrations")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class IntegrationResource {
    private final Configuration configuration;
    private final EntryRoutes<ConfigValue.Integration> integrations;

    public IntegrationResource(Configuration configuration, Caller caller) {
        this.configuration = configuration;
        this.integrations =
                new EntryRoutes<>(
                        EntryKind.INTEGRATION,
                        this::view,
                        IntegrationReferences::check,
                        configuration,
                        caller);
    }

    @GET
    @Path("/integrations")
    @Operation(operationId = "listIntegrations", summary = "Integrations by id")
    public Page<IntegrationView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return integrations.list(org, cursor, limit, this::view);
    }

    @POST
    @Path("/integrations")
    @Operation(
            operationId = "createIntegration",
            summary = "Add an integration",
            description =
                    "Workspaces (credential), triggers (secrets) and callbacks (secret) use its"
                            + " secrets as integration:ID.")
    @APIResponseSchema(value = IntegrationView.class, responseCode = "201")
    public Response create(@PathParam("org") OrgId org, @Nullable IntegrationInput body) {
        return integrations.create(
                org,
                InputFaults.body(body).read(org, null),
                "/api/v1/orgs/%s/integrations".formatted(org));
    }

    @GET
    @Path("/integrations/{integration}")
    @Operation(operationId = "getIntegration", summary = "An integration, and what uses it")
    @APIResponseSchema(value = IntegrationView.class, responseCode = "200")
    public Response get(@PathParam("org") OrgId org, @PathParam("integration") String integration) {
        return integrations.get(org, integration);
    }

    @PUT
    @Path("/integrations/{integration}")
    @Operation(
            operationId = "putIntegration",
            summary = "Change an integration in whole, or add it",
            description = "Whatever uses it uses the secrets it names from then on.")
    @APIResponseSchema(value = IntegrationView.class, responseCode = "200")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("integration") String integration,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable IntegrationInput body) {
        return integrations.replace(
                org, InputFaults.body(body).read(org, integration), ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/integrations/{integration}")
    @Operation(
            operationId = "deleteIntegration",
            summary = "Delete an integration that nothing uses")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("integration") String integration,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return integrations.delete(
                org,
                integration,
                ifMatch,
                change ->
                        change.find(EntryKind.INTEGRATION, integration)
                                .ifPresent(entry ->
                                        EntryUsers.expectNoneOfIntegration(
                                                change, entry.value().integration())));
    }

    private IntegrationView view(ConfigEntry<ConfigValue.Integration> entry) {
        IntegrationId id = entry.value().integration();
        return IntegrationView.of(
                entry,
                configuration.look(entry.value().org(), look -> IntegrationUsers.of(look, id)));
    }
}
