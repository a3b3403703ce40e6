package dev.workrail.console.policies;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.ModelTiers;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The policies of an org: of itself, its workspaces, its triggers and the tiers of its sessions.
/// All that hold for a change count together.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class PolicyResource {
    private final EntryRoutes<ConfigValue.Policy> policies;

    public PolicyResource(Configuration configuration, Caller caller) {
        this.policies =
                new EntryRoutes<>(
                        EntryKind.POLICY,
                        PolicyView::of,
                        PolicyResource::expectSubject,
                        configuration,
                        caller);
    }

    @GET
    @Path("/policies")
    @Operation(operationId = "listPolicies", summary = "Every policy of an org, by what it is of")
    public Page<PolicyView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return policies.list(org, cursor, limit, PolicyView::of);
    }

    @GET
    @Path("/policy")
    @Operation(operationId = "getOrgPolicy", summary = "The policy of an org")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response ofOrg(@PathParam("org") OrgId org) {
        return get(org, PolicyLevel.ORG, org.value());
    }

    @PUT
    @Path("/policy")
    @Operation(
            operationId = "putOrgPolicy",
            summary = "Say which gates every change of an org must pass",
            description = "Names all of them: unit_tests and review, and what is asked beside.")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response putOfOrg(
            @PathParam("org") OrgId org,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable PolicyInput body) {
        return put(org, PolicyLevel.ORG, org.value(), body, ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/policy")
    @Operation(operationId = "deleteOrgPolicy", summary = "Take the policy of an org back")
    @APIResponse(responseCode = "204", description = "Done")
    public Response deleteOfOrg(
            @PathParam("org") OrgId org, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return delete(org, PolicyLevel.ORG, org.value(), ifMatch);
    }

    @GET
    @Path("/workspaces/{workspace}/policy")
    @Operation(operationId = "getWorkspacePolicy", summary = "The policy of a workspace")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response ofWorkspace(
            @PathParam("org") OrgId org, @PathParam("workspace") String workspace) {
        return get(org, PolicyLevel.WORKSPACE, workspace);
    }

    @PUT
    @Path("/workspaces/{workspace}/policy")
    @Operation(
            operationId = "putWorkspacePolicy",
            summary = "Say which gates a change in a workspace must pass")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response putOfWorkspace(
            @PathParam("org") OrgId org,
            @PathParam("workspace") String workspace,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable PolicyInput body) {
        return put(org, PolicyLevel.WORKSPACE, workspace, body, ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/workspaces/{workspace}/policy")
    @Operation(
            operationId = "deleteWorkspacePolicy",
            summary = "Take the policy of a workspace back")
    @APIResponse(responseCode = "204", description = "Done")
    public Response deleteOfWorkspace(
            @PathParam("org") OrgId org,
            @PathParam("workspace") String workspace,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return delete(org, PolicyLevel.WORKSPACE, workspace, ifMatch);
    }

    @GET
    @Path("/triggers/{trigger}/policy")
    @Operation(operationId = "getTriggerPolicy", summary = "The policy of a trigger")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response ofTrigger(@PathParam("org") OrgId org, @PathParam("trigger") String trigger) {
        return get(org, PolicyLevel.TRIGGER, trigger);
    }

    @PUT
    @Path("/triggers/{trigger}/policy")
    @Operation(
            operationId = "putTriggerPolicy",
            summary = "Say which gates a change must pass that a trigger's sessions make or verify")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response putOfTrigger(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable PolicyInput body) {
        return put(org, PolicyLevel.TRIGGER, trigger, body, ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/triggers/{trigger}/policy")
    @Operation(operationId = "deleteTriggerPolicy", summary = "Take the policy of a trigger back")
    @APIResponse(responseCode = "204", description = "Done")
    public Response deleteOfTrigger(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return delete(org, PolicyLevel.TRIGGER, trigger, ifMatch);
    }

    @GET
    @Path("/tiers/{tier}/policy")
    @Operation(operationId = "getTierPolicy", summary = "The policy of a tier")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response ofTier(@PathParam("org") OrgId org, @PathParam("tier") String tier) {
        return get(org, PolicyLevel.TIER, tier);
    }

    @PUT
    @Path("/tiers/{tier}/policy")
    @Operation(
            operationId = "putTierPolicy",
            summary = "Say which gates a change must pass that sessions of a tier make or verify",
            description = "The tier is lightweight, mid or heavy.")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public Response putOfTier(
            @PathParam("org") OrgId org,
            @PathParam("tier") String tier,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable PolicyInput body) {
        return put(org, PolicyLevel.TIER, tier, body, ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/tiers/{tier}/policy")
    @Operation(operationId = "deleteTierPolicy", summary = "Take the policy of a tier back")
    @APIResponse(responseCode = "204", description = "Done")
    public Response deleteOfTier(
            @PathParam("org") OrgId org,
            @PathParam("tier") String tier,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return delete(org, PolicyLevel.TIER, tier, ifMatch);
    }

    private Response get(OrgId org, PolicyLevel level, String of) {
        return policies.get(org, level.entryId(of));
    }

    private Response put(
            OrgId org,
            PolicyLevel level,
            String of,
            @Nullable PolicyInput body,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch) {
        return policies.replace(
                org, InputFaults.body(body).read(org, level, of), ifMatch, ifNoneMatch);
    }

    private Response delete(OrgId org, PolicyLevel level, String of, @Nullable String ifMatch) {
        return policies.delete(org, level.entryId(of), ifMatch, _ -> {});
    }

    private static void expectSubject(ConfigChange change, ConfigValue.Policy policy) {
        boolean there =
                switch (policy.level()) {
                    case ORG -> true;
                    case WORKSPACE -> change.find(EntryKind.WORKSPACE, policy.of()).isPresent();
                    case TRIGGER -> change.find(EntryKind.TRIGGER, policy.of()).isPresent();
                    case TIER -> ModelTiers.ALL.contains(policy.of());
                };
        if (!there) {
            throw ProblemException.notFound(
                    "%s '%s' does not exist in this org"
                            .formatted(policy.level().wire(), policy.of()));
        }
    }
}
