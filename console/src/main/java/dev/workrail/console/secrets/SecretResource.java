package dev.workrail.console.secrets;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Choices;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.EntryUsers;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.secret.SecretSealer;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Secrets, write-only: the console seals them with the public key of their purpose and cannot read
/// them back.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Secrets")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SecretResource {
    private static final int MAX_VALUE = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final EntryRoutes<ConfigValue.Secret> secrets;
    private final SecretSealer sealer;

    public SecretResource(Configuration configuration, SecretSealer sealer, Caller caller) {
        this.secrets =
                new EntryRoutes<>(
                        EntryKind.SECRET, SecretView::of, (_, _) -> {}, configuration, caller);
        this.sealer = sealer;
    }

    /// @param value the secret itself
    public record SecretInput(@Nullable String value) {
        @Override
        public String toString() {
            return "SecretInput[…]";
        }
    }

    @GET
    @Path("/secrets")
    @Operation(operationId = "listSecrets", summary = "Which secrets there are, without values")
    public Page<SecretView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return secrets.list(org, cursor, limit, SecretView::of);
    }

    @PUT
    @Path("/secrets/{purpose}/{name}")
    @Operation(
            operationId = "putSecret",
            summary = "Store a secret, or a new value of it",
            description =
                    "Purpose: ingest, model, git, delivery or signing. No answer has a value.")
    @APIResponseSchema(value = SecretView.class, responseCode = "200")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("purpose") String purposeName,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable SecretInput body) {
        SecretInput input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        SecretPurpose purpose = Choices.of(faults, "purpose", purposeName, SecretPurpose.INGEST);
        if (!NAME.matcher(name).matches()) {
            faults.add(
                    "name", "expected 1 to 63 of a-z 0-9 . _ -, starting with a letter or digit");
        }
        String value = faults.text("/value", input.value(), MAX_VALUE);
        faults.refuseIfAny();
        ConfigValue.Secret sealed =
                sealer.seal(org, purpose, name, value.getBytes(StandardCharsets.UTF_8)).toConfig();
        return secrets.replace(org, sealed, ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/secrets/{purpose}/{name}")
    @Operation(operationId = "deleteSecret", summary = "Delete a secret that nothing names")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("purpose") String purposeName,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        InputFaults faults = new InputFaults();
        SecretPurpose purpose = Choices.of(faults, "purpose", purposeName, SecretPurpose.INGEST);
        faults.refuseIfAny();
        return secrets.delete(
                org,
                SecretNames.entryId(purpose, name),
                ifMatch,
                change -> EntryUsers.expectNoneOfSecret(change, purpose, name));
    }
}
