package dev.workrail.console.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of an org's audit log.
///
/// @param id the command's id, for a command
/// @param actor subject of who did it, as `/me` names it; `anonymous` where nobody was known
/// @param actorName of the actor then, for people
/// @param action `noun.verb`
/// @param target `noun/id`
/// @param reason as the actor gave it
/// @param before the target as it was; what is secret is left out
/// @param after the target as it became, or what was asked; what is secret is left out
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        String id,
        Instant at,
        String actor,
        @Nullable String actorName,
        String action,
        String target,
        @Nullable String reason,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
