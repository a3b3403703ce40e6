package dev.workrail.console.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.EntryUsers;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.validate.Validation;
import dev.workrail.platform.problem.ProblemException;
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
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Workflows: list, validate, publish. A running session keeps the definition it started with.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workflows")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class WorkflowResource {
    private static final int MAX_DEFINITION = 256 * 1024;
    private static final String RESERVED = "wr.";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final Configuration configuration;
    private final WorkflowCatalogue catalogue;
    private final EntryRoutes<ConfigValue.Workflow> own;

    public WorkflowResource(
            Configuration configuration, WorkflowCatalogue catalogue, Caller caller) {
        this.configuration = configuration;
        this.catalogue = catalogue;
        this.own =
                new EntryRoutes<>(
                        EntryKind.WORKFLOW,
                        entry -> WorkflowCatalogue.ownView(entry, true),
                        this::expectValid,
                        configuration,
                        caller);
    }

    /// What is wrong with a definition; valid where no finding is an error.
    public record Findings(boolean valid, List<Finding> findings) {}

    @GET
    @Path("/workflows")
    @Operation(
            operationId = "listWorkflows",
            summary = "Bundled workflows and the org's own",
            description = "source is bundled or org.")
    public Page<WorkflowView> list(
            @PathParam("org") OrgId org,
            @QueryParam("source") @Nullable String source,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        List<WorkflowView> read =
                configuration.look(org, catalogue::all).stream()
                        .filter(view -> view.id().compareTo(page.after()) > 0)
                        .filter(view -> source == null || view.source().equals(source))
                        .limit(page.toRead())
                        .toList();
        return Page.of(read, page, WorkflowView::id);
    }

    @GET
    @Path("/workflows/{workflow}")
    @Operation(operationId = "getWorkflow", summary = "A workflow with its definition")
    public RestResponse<WorkflowView> get(
            @PathParam("org") OrgId org, @PathParam("workflow") String workflow) {
        WorkflowView view =
                configuration
                        .look(org, look -> catalogue.find(look, workflow))
                        .orElseThrow(() ->
                                ProblemException.notFound(
                                        "there is no such workflow, bundled or of this org"));
        Long revision = view.revision();
        return revision == null ? RestResponse.ok(view) : Answers.version(view, revision);
    }

    @POST
    @Path("/workflows/validate")
    @Operation(operationId = "validateWorkflow", summary = "Check a definition, change nothing")
    public Findings validate(@PathParam("org") OrgId org, @Nullable ObjectNode body) {
        JsonNode definition = bounded(body);
        Validation validation =
                configuration.look(org, look -> catalogue.validate(look, definition));
        return new Findings(validation.isValid(), validation.findings());
    }

    @PUT
    @Path("/workflows/{workflow}")
    @Operation(operationId = "publishWorkflow", summary = "Publish a workflow, or a new version")
    @APIResponseSchema(value = WorkflowView.class, responseCode = "200")
    public Response publish(
            @PathParam("org") OrgId org,
            @PathParam("workflow") String workflow,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable ObjectNode body) {
        JsonNode definition = bounded(body);
        InputFaults faults = new InputFaults();
        if (!ID.matcher(workflow).matches() || workflow.startsWith(RESERVED)) {
            faults.add(
                    "workflow", "expected a-z 0-9 . _ -, and not wr., which is for bundled ones");
        }
        if (!definition.path("id").asText().equals(workflow)) {
            faults.add("/id", "expected the id that the path has");
        }
        faults.refuseIfAny();
        return own.replace(
                org, new ConfigValue.Workflow(org, workflow, definition), ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/workflows/{workflow}")
    @Operation(operationId = "deleteWorkflow", summary = "Delete a workflow no trigger names")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("workflow") String workflow,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return own.delete(
                org,
                workflow,
                ifMatch,
                change -> {
                    // A bundled one of the same name takes its place.
                    if (!catalogue.bundled(workflow)) {
                        EntryUsers.expectNoneOfWorkflow(change, workflow);
                    }
                });
    }

    private void expectValid(ConfigChange change, ConfigValue.Workflow value) {
        InputFaults faults = new InputFaults();
        catalogue
                .validate(change, value.definition())
                .errors()
                .forEach(finding -> faults.add(finding.pointer(), finding.message()));
        faults.refuseIfAny();
    }

    private static JsonNode bounded(@Nullable ObjectNode body) {
        ObjectNode definition = InputFaults.body(body);
        if (definition.toString().length() > MAX_DEFINITION) {
            throw ProblemException.tooLarge(
                    "a workflow has at most %d characters of JSON".formatted(MAX_DEFINITION));
        }
        return definition;
    }
}
