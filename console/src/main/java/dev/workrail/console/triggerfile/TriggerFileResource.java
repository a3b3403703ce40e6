package dev.workrail.console.triggerfile;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The triggers of an org as one file, `triggers.yml` in WorkRail's format.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerFileResource {
    private static final String YAML = "application/yaml";
    private static final int MAX_FILE = 1024 * 1024;

    private final Configuration configuration;
    private final TriggerImport imports;
    private final Caller caller;

    public TriggerFileResource(Configuration configuration, TriggerImport imports, Caller caller) {
        this.configuration = configuration;
        this.imports = imports;
        this.caller = caller;
    }

    /// What an import did, or would do.
    ///
    /// @param dryRun true where nothing was changed
    /// @param warnings keys that have no effect here
    public record Imported(
            boolean dryRun,
            Set<String> created,
            Set<String> changed,
            Set<String> unchanged,
            Set<String> deleted,
            List<Warning> warnings) {
        static Imported of(TriggerImport.Plan plan, boolean dryRun) {
            return new Imported(
                    dryRun,
                    plan.created(),
                    plan.changed(),
                    plan.unchanged(),
                    plan.deleted(),
                    plan.warnings());
        }
    }

    @GET
    @Path("/triggers.yml")
    @Produces(YAML)
    @Operation(operationId = "exportTriggers", summary = "All triggers as one triggers.yml")
    public String export(@PathParam("org") OrgId org) {
        return TriggerExport.of(
                configuration.look(
                        org,
                        look ->
                                look.all(EntryKind.TRIGGER).stream()
                                        .map(ConfigEntry::value)
                                        .toList()));
    }

    @POST
    @Path("/triggers.yml")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "importTriggers",
            summary = "Create and change triggers from one triggers.yml",
            description =
                    "All of the file or nothing. With dryRun=true nothing is changed; with"
                            + " complete=true triggers that the file does not have are deleted;"
                            + " with unknownKeys=warn an unknown key is a warning, not a fault.")
    @APIResponseSchema(value = Imported.class, responseCode = "200")
    public Response load(
            @PathParam("org") OrgId org,
            @QueryParam("dryRun") @DefaultValue("false") String dryRun,
            @QueryParam("complete") @DefaultValue("false") String complete,
            @QueryParam("unknownKeys") @DefaultValue("refuse") String unknownKeys,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = SchemaType.STRING)))
                    @Nullable String body) {
        String text = InputFaults.body(body);
        if (text.length() > MAX_FILE) {
            throw ProblemException.tooLarge(
                    "a trigger file has at most %d characters".formatted(MAX_FILE));
        }
        InputFaults faults = new InputFaults();
        boolean dry = choice(faults, "dryRun", dryRun, "true", "false");
        boolean whole = choice(faults, "complete", complete, "true", "false");
        boolean lenient = choice(faults, "unknownKeys", unknownKeys, "warn", "refuse");
        faults.refuseIfAny();
        FileReport report = lenient ? FileReport.lenient() : FileReport.strict();
        if (dry) {
            TriggerImport.Plan plan =
                    configuration.look(org, look -> imports.plan(look, org, text, report, whole));
            return Response.ok(Imported.of(plan, true)).build();
        }
        return Answers.changed(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            TriggerImport.Plan plan =
                                    imports.plan(change, org, text, report, whole);
                            TriggerImport.apply(change, plan);
                            return Imported.of(plan, false);
                        }));
    }

    private static boolean choice(
            InputFaults faults, String parameter, String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            faults.add(parameter, "expected %s or %s".formatted(yes, no));
        }
        return value.equals(yes);
    }
}
