package dev.workrail.worker.session;

import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.worker.agent.ModelClient;
import dev.workrail.worker.tool.ReadLedger;
import dev.workrail.worker.tool.Tool;
import java.util.List;

/// Who works on the session, and with what.
///
/// @param tools without those that report to the session itself
/// @param ledger what the tools note of files the agent has read
record AgentSetup(
        ModelClient model,
        String systemPrompt,
        List<Tool> tools,
        ReadLedger ledger,
        AgentSettings settings) {
    private static final int DEFAULT_MAX_OUTPUT_TOKENS = 8192;

    AgentSetup {
        tools = List.copyOf(tools);
    }

    int maxOutputTokens() {
        Integer set = settings.maxOutputTokens();
        return set == null ? DEFAULT_MAX_OUTPUT_TOKENS : set;
    }
}
