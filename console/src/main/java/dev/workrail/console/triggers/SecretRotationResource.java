package dev.workrail.console.triggers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.ShownOnce;
import dev.workrail.console.settings.Configuration;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Rotates the secrets that triggers' webhooks are signed with.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SecretRotationResource {
    private static final int DAY_SECONDS = 86_400;
    private static final int MAX_OVERLAP_SECONDS = 30 * DAY_SECONDS;
    private static final int MAX_VALUE = 64 * 1024;
    private static final int MAX_NAME = 63;

    private final Configuration configuration;
    private final SecretRotation rotation;
    private final Caller caller;

    public SecretRotationResource(
            Configuration configuration, SecretRotation rotation, Caller caller) {
        this.configuration = configuration;
        this.rotation = rotation;
        this.caller = caller;
    }

    /// @param secret which of the trigger's secrets; its first where absent
    /// @param value the new value; made up where absent and the provider lets us choose
    /// @param overlapSeconds how long the old value stays valid, 0 to 30 days; a day where absent
    public record Rotate(
            @Nullable String secret, @Nullable String value, @Nullable Integer overlapSeconds) {
        @Override
        public String toString() {
            return "Rotate[…]";
        }
    }

    /// A rotated secret.
    ///
    /// @param value the new value where it was made up here; shown this once
    /// @param previousValidUntil until then the old value is taken too
    /// @param triggers all that use the secret, and now take the new value
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rotated(
            String secret,
            @Nullable String value,
            Instant previousValidUntil,
            List<String> triggers)
            implements ShownOnce {
        @Override
        public Rotated withoutSecret() {
            return new Rotated(secret, null, previousValidUntil, triggers);
        }

        @Override
        public String toString() {
            return "Rotated[" + secret + "]";
        }
    }

    @POST
    @Path("/triggers/{trigger}/rotate-secret")
    @Operation(
            operationId = "rotateTriggerSecret",
            summary = "Give a trigger's signing secret a new value",
            description =
                    "Old and new value are both taken while they overlap. A value that is made up"
                            + " is shown this once.")
    @APIResponseSchema(value = Rotated.class, responseCode = "200")
    public Response rotate(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @Nullable Rotate body) {
        Rotate input = body == null ? new Rotate(null, null, null) : body;
        InputFaults faults = new InputFaults();
        faults.optional("/secret", input.secret(), MAX_NAME);
        if (input.value() != null) {
            faults.text("/value", input.value(), MAX_VALUE);
        }
        Integer seconds =
                faults.within("/overlapSeconds", input.overlapSeconds(), 0, MAX_OVERLAP_SECONDS);
        faults.refuseIfAny();
        Duration overlap = Duration.ofSeconds(Objects.requireNonNullElse(seconds, DAY_SECONDS));
        return Answers.changed(
                configuration.change(
                        org,
                        caller.subject(),
                        change ->
                                rotation.rotate(
                                        change, trigger, input.secret(), input.value(), overlap)));
    }
}
