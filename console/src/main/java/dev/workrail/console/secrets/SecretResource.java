package dev.workrail.console.secrets;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Secrets, write-only: the console seals them with the public key of their purpose and cannot read
/// them back.
@Path("/api/v1/orgs/{org}")
@Tag(name = "Secrets")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SecretResource {
    private static final int MAX_VALUE = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Configuration configuration;
    private final SecretSealer sealer;
    private final Caller caller;

    public SecretResource(Configuration configuration, SecretSealer sealer, Caller caller) {
        this.configuration = configuration;
        this.sealer = sealer;
        this.caller = caller;
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
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(
                        configuration.after(org, EntryKind.SECRET, page.after(), page.toRead()),
                        page,
                        ConfigEntry::id)
                .map(SecretView::of);
    }

    @PUT
    @Path("/secrets/{purpose}/{name}")
    @Operation(
            operationId = "putSecret",
            summary = "Store a secret, or a new value of it",
            description =
                    "Purpose: ingest, model, git, delivery or signing. No answer has a value.")
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
        Precondition expected = Answers.precondition(ifMatch, ifNoneMatch);
        ConfigValue.Secret sealed =
                sealer.seal(org, purpose, name, value.getBytes(StandardCharsets.UTF_8)).toConfig();
        return Answers.written(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> change.put(EntryKind.SECRET, sealed, expected)),
                SecretView::of,
                null);
    }

    @DELETE
    @Path("/secrets/{purpose}/{name}")
    @Operation(operationId = "deleteSecret", summary = "Delete a secret that nothing names")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("purpose") String purposeName,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        InputFaults faults = new InputFaults();
        SecretPurpose purpose = Choices.of(faults, "purpose", purposeName, SecretPurpose.INGEST);
        faults.refuseIfAny();
        Precondition expected = Answers.precondition(ifMatch, null);
        String id = SecretNames.entryId(purpose, name);
        return Answers.deleted(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            List<String> users =
                                    Stream.concat(
                                                    triggers(
                                                            change.all(EntryKind.TRIGGER),
                                                            purpose,
                                                            name),
                                                    workspaces(
                                                            change.all(EntryKind.WORKSPACE),
                                                            purpose,
                                                            name))
                                            .toList();
                            if (!users.isEmpty()) {
                                throw ProblemException.conflict(
                                        "in_use",
                                        "secret '%s' is named by %s; change those first"
                                                .formatted(name, String.join(", ", users)));
                            }
                            return change.delete(EntryKind.SECRET, id, expected);
                        }));
    }

    private static Stream<String> triggers(
            List<ConfigEntry<ConfigValue.Trigger>> all, SecretPurpose purpose, String name) {
        return all.stream()
                .filter(entry -> SecretNames.uses(entry.value(), purpose, name))
                .map(entry -> "trigger " + entry.id());
    }

    private static Stream<String> workspaces(
            List<ConfigEntry<ConfigValue.Workspace>> all, SecretPurpose purpose, String name) {
        return all.stream()
                .filter(entry ->
                        purpose == SecretPurpose.GIT && name.equals(entry.value().credential()))
                .map(entry -> "workspace " + entry.id());
    }
}
