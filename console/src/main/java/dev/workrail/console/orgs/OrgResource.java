package dev.workrail.console.orgs;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.OrgDirectory;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.pauses.KnownPauses;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.LimitsInput;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.settings.Written;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.RateLimit;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// One org: its admins set its limits.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orgs")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class OrgResource {
    private static final int MAX_NAME = 200;

    private final Configuration configuration;
    private final OrgDirectory directory;
    private final KnownPauses pauses;
    private final Caller caller;

    public OrgResource(
            Configuration configuration,
            OrgDirectory directory,
            KnownPauses pauses,
            Caller caller) {
        this.configuration = configuration;
        this.directory = directory;
        this.pauses = pauses;
        this.caller = caller;
    }

    /// An org as its admins change it, in whole. It is paused and resumed by commands of their own.
    public record OrgInput(
            @Nullable String name,
            @Nullable LimitsInput limits,
            LimitsInput.@Nullable Rate ingestRate) {}

    @GET
    @Operation(operationId = "getOrg", summary = "An org and its limits")
    @APIResponseSchema(value = OrgView.class, responseCode = "200")
    public Response get(@PathParam("org") OrgId org) {
        ConfigEntry<ConfigValue.Org> entry = configuration.get(org, EntryKind.ORG, org.value());
        return Answers.entry(entry, view(entry));
    }

    @PUT
    @Operation(operationId = "changeOrg", summary = "Rename an org, set its limits")
    @APIResponseSchema(value = OrgView.class, responseCode = "200")
    public Response change(
            @PathParam("org") OrgId org,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable OrgInput body) {
        OrgInput input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String name = faults.text("/name", input.name(), MAX_NAME);
        Limits limits = LimitsInput.read(faults, "/limits", input.limits());
        RateLimit rate = LimitsInput.rate(faults, "/ingestRate", input.ingestRate());
        faults.refuseIfAny();
        Precondition expected = Answers.precondition(ifMatch, null);
        ConfigValue.Org value = new ConfigValue.Org(org, name, false, limits, rate);
        Written<ConfigEntry<ConfigValue.Org>> written =
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            directory.rename(org, name);
                            return change.put(EntryKind.ORG, value, expected);
                        });
        return Answers.written(written, this::view, null);
    }

    private OrgView view(ConfigEntry<ConfigValue.Org> entry) {
        return OrgView.of(entry, pauses.ofOrg(entry.value().org()));
    }
}
