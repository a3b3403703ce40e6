package dev.workrail.console.orgs;

import dev.workrail.console.access.ApiKeys;
import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Identity;
import dev.workrail.console.access.IssuedKey;
import dev.workrail.console.access.Newcomers;
import dev.workrail.console.access.OrgDirectory;
import dev.workrail.console.access.OrgRole;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.http.ShownOnce;
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
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The orgs of the deployment, and whoever calls.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orgs")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class OrgsResource {
    private static final int MAX_NAME = 200;

    private final Configuration configuration;
    private final OrgDirectory directory;
    private final Newcomers newcomers;
    private final Caller caller;

    public OrgsResource(
            Configuration configuration,
            OrgDirectory directory,
            Newcomers newcomers,
            Caller caller) {
        this.configuration = configuration;
        this.directory = directory;
        this.newcomers = newcomers;
        this.caller = caller;
    }

    /// A new org.
    ///
    /// @param id a slug, for good
    /// @param owner name of its first member, for people
    public record NewOrg(
            @Nullable String id,
            @Nullable String name,
            @Nullable String owner,
            @Nullable LimitsInput limits,
            LimitsInput.@Nullable Rate ingestRate) {}

    /// A new org, with the key of its first member.
    public record CreatedOrg(OrgView org, IssuedKey ownerKey) implements ShownOnce {
        @Override
        public CreatedOrg withoutSecret() {
            return new CreatedOrg(org, ownerKey.withoutSecret());
        }
    }

    /// Who calls.
    ///
    /// @param csrfToken of whoever signed in here, for X-WorkRail-CSRF
    public record Me(
            String subject,
            String name,
            boolean operator,
            Map<String, OrgRole> roles,
            List<String> scopes,
            @Nullable String csrfToken) {}

    @GET
    @Path("/me")
    @Operation(operationId = "whoAmI", summary = "Who the bearer token belongs to")
    public Me me() {
        Identity identity = caller.identity();
        Map<String, OrgRole> roles = new TreeMap<>();
        identity.roles().forEach((org, role) -> roles.put(org.value(), role));
        return new Me(
                identity.subject(),
                identity.name(),
                identity.operator(),
                roles,
                identity.scopes().stream().map(Object::toString).sorted().toList(),
                identity.credential().csrfToken());
    }

    @GET
    @Path("/orgs")
    @Operation(operationId = "listOrgs", summary = "The orgs the caller may see")
    public Page<OrgDirectory.Listed> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        Identity identity = caller.identity();
        List<OrgDirectory.Listed> read =
                identity.operator()
                        ? directory.after(page.after(), page.toRead())
                        : directory.of(identity.roles().keySet(), page.after(), page.toRead());
        return Page.of(read, page, listed -> listed.org().value());
    }

    @POST
    @Path("/orgs")
    @Operation(
            operationId = "createOrg",
            summary = "Make an org",
            description = "The owner's key in the answer is shown this once.")
    @APIResponseSchema(value = CreatedOrg.class, responseCode = "201")
    public Response create(@Nullable NewOrg body) {
        NewOrg input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        OrgId org = faults.required("/id", input.id(), OrgId::new);
        String name = faults.text("/name", input.name(), MAX_NAME);
        String owner = input.owner() == null ? name : input.owner();
        faults.optional("/owner", input.owner(), MAX_NAME);
        Limits limits = LimitsInput.read(faults, "/limits", input.limits());
        RateLimit rate = LimitsInput.rate(faults, "/ingestRate", input.ingestRate());
        faults.refuseIfAny();
        if (org == null) {
            throw new IllegalStateException("an absent id is a fault");
        }
        if (directory.deleted(org)) {
            throw ProblemException.of(
                    ProblemCode.DELETED,
                    "org '%s' was deleted, and its id is not given out again; choose another id"
                            .formatted(org));
        }
        ConfigValue.Org value = new ConfigValue.Org(org, name, false, limits, rate);
        return created(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            if (!directory.enter(org, name)) {
                                throw ProblemException.of(
                                        ProblemCode.EXISTS,
                                        "org '%s' exists already; choose another id"
                                                .formatted(org));
                            }
                            ApiKeys.Issued key = newcomers.first(org, owner, OrgRole.OWNER);
                            ConfigEntry<ConfigValue.Org> entry =
                                    change.put(EntryKind.ORG, value, Precondition.ABSENT);
                            return new CreatedOrg(OrgView.of(entry, null), IssuedKey.of(key));
                        }));
    }

    private static Response created(Written<CreatedOrg> written) {
        OrgView org = written.result().org();
        Response.ResponseBuilder answer =
                Response.created(URI.create("/api/v1/orgs/" + org.id())).entity(written.result());
        written.position().ifPresent(position -> answer.header(Headers.POSITION, position));
        if (written.pending()) {
            answer.header(Headers.PUBLICATION, "pending");
        }
        return answer.build();
    }
}
