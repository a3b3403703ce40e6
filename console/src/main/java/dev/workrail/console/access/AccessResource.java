package dev.workrail.console.access;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Members and keys of an org.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class AccessResource {
    private static final int MAX_NAME = 200;
    private static final Pattern MEMBER_ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Members members;
    private final ApiKeys keys;
    private final Caller caller;
    private final Clock clock;

    public AccessResource(Members members, ApiKeys keys, Caller caller, Clock clock) {
        this.members = members;
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    /// A member as they are added or changed.
    public record MemberInput(@Nullable String id, @Nullable String name, @Nullable OrgRole role) {}

    /// A key as it is asked for.
    ///
    /// @param member whom it acts as
    /// @param scopes route groups, `sessions` or `sessions:read`; none for no limit
    public record KeyInput(
            @Nullable String member,
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable Instant expiresAt) {}

    @GET
    @Path("/members")
    @Operation(operationId = "listMembers", summary = "Who belongs to the org")
    public Page<Member> listMembers(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(members.after(org, page.after(), page.toRead()), page, Member::id);
    }

    @POST
    @Path("/members")
    @Operation(operationId = "addMember", summary = "Add a member")
    @APIResponseSchema(value = Member.class, responseCode = "201")
    public Response addMember(@PathParam("org") OrgId org, @Nullable MemberInput body) {
        MemberInput input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String id = faults.text("/id", input.id(), MAX_NAME);
        if (!id.isEmpty() && !MEMBER_ID.matcher(id).matches()) {
            faults.add("/id", "expected 1 to 63 of a-z 0-9 . _ -, starting with a letter or digit");
        }
        String name = faults.text("/name", input.name(), MAX_NAME);
        OrgRole role = role(faults, input);
        faults.refuseIfAny();
        return Response.status(201)
                .entity(members.add(org, id, name, role, caller.roleIn(org)))
                .build();
    }

    @PUT
    @Path("/members/{member}")
    @Operation(operationId = "changeMember", summary = "Rename a member or change their role")
    public Member changeMember(
            @PathParam("org") OrgId org,
            @PathParam("member") String member,
            @Nullable MemberInput body) {
        MemberInput input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String name = faults.text("/name", input.name(), MAX_NAME);
        OrgRole role = role(faults, input);
        faults.refuseIfAny();
        return members.change(org, member, name, role, caller.roleIn(org));
    }

    @DELETE
    @Path("/members/{member}")
    @Operation(operationId = "removeMember", summary = "End a membership and its keys")
    public void removeMember(@PathParam("org") OrgId org, @PathParam("member") String member) {
        members.remove(org, member, caller.roleIn(org));
    }

    @GET
    @Path("/api-keys")
    @Operation(operationId = "listApiKeys", summary = "Keys of the org, without their secrets")
    public Page<ApiKey> listKeys(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(keys.after(org, page.after(), page.toRead()), page, ApiKey::id);
    }

    @POST
    @Path("/api-keys")
    @Operation(
            operationId = "createApiKey",
            summary = "Make a key",
            description = "The secret in the answer is shown this once.")
    @APIResponseSchema(value = IssuedKey.class, responseCode = "201")
    public Response createKey(@PathParam("org") OrgId org, @Nullable KeyInput body) {
        KeyInput input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String member = faults.text("/member", input.member(), MAX_NAME);
        String name = faults.text("/name", input.name(), MAX_NAME);
        Set<KeyScope> scopes = scopes(faults, input);
        if (input.expiresAt() != null && !input.expiresAt().isAfter(clock.instant())) {
            faults.add("/expiresAt", "expected a time to come");
        }
        faults.refuseIfAny();
        ApiKeys.Issued issued =
                keys.issue(
                        org,
                        new ApiKeys.Wanted(member, name, scopes, input.expiresAt()),
                        caller.roleIn(org));
        return Response.status(201).entity(IssuedKey.of(issued)).build();
    }

    @DELETE
    @Path("/api-keys/{key}")
    @Operation(operationId = "revokeApiKey", summary = "End a key")
    public ApiKey revokeKey(@PathParam("org") OrgId org, @PathParam("key") String key) {
        return keys.revoke(org, key);
    }

    private static OrgRole role(InputFaults faults, MemberInput input) {
        if (input.role() == null) {
            faults.add("/role", "expected viewer, member, admin, owner or operator, was absent");
            return OrgRole.VIEWER;
        }
        return input.role();
    }

    private static Set<KeyScope> scopes(InputFaults faults, KeyInput input) {
        Set<KeyScope> scopes = new java.util.HashSet<>();
        List<String> named = input.scopes() == null ? List.of() : input.scopes();
        for (int i = 0; i < named.size(); i++) {
            KeyScope scope = faults.required("/scopes/" + i, named.get(i), KeyScope::parse);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
