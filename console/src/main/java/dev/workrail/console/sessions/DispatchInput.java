package dev.workrail.console.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.AgentSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work that a person or program starts by hand: either through a trigger of the org, whose
/// settings then hold, or with settings of its own.
///
/// @param trigger id of the trigger to start it through; then only goal, context and referenceUrls
///   may be given beside it
/// @param workflow id of a workflow, bundled or of the org
/// @param goal what the session is to reach
/// @param context an object, handed to the session as it is
public record DispatchInput(
        @Nullable String trigger,
        @Nullable String workflow,
        @Nullable String workspace,
        @Nullable String goal,
        @Nullable ObjectNode context,
        @Nullable List<String> referenceUrls,
        @Nullable String branchStrategy,
        @Nullable AgentSettings agent,
        @Nullable List<JsonNode> deliveries,
        @Nullable String pool) {}
