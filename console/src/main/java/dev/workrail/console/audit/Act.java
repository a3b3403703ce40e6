package dev.workrail.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import org.jspecify.annotations.Nullable;

/// What was done to what.
///
/// @param action `noun.verb`, such as `member.add`
/// @param target `noun/id`, such as `member/jane`
/// @param before the target as it was; absent where there was none
/// @param after the target as it became, or what was asked; absent where there is none
public record Act(
        String action, String target, @Nullable JsonNode before, @Nullable JsonNode after) {
    /// An act upon `noun/id`, whose states are written as the API writes them.
    public static Act on(
            String noun, String id, String verb, @Nullable Object before, @Nullable Object after) {
        return new Act(noun + "." + verb, noun + "/" + id, tree(before), tree(after));
    }

    /// As [#on], where something came to be.
    public static Act made(String noun, String id, String verb, Object after) {
        return on(noun, id, verb, null, after);
    }

    private static @Nullable JsonNode tree(@Nullable Object state) {
        return state == null ? null : ContractsJson.toTree(state);
    }
}
