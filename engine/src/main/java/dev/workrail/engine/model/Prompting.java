package dev.workrail.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts of a step.
///
/// @param prompt the base prompt, compiled; still holds `{{variable}}` tokens
/// @param fragments appended at rendering, in this order, where their condition holds
/// @param guidance standing advice of the author, one line each
/// @param systemPrompt added to the agent's system prompt while the step is pending
public record Prompting(
        String prompt,
        List<PromptFragment> fragments,
        List<String> guidance,
        @Nullable String agentRole,
        @Nullable ModelTier modelTier,
        @Nullable String systemPrompt) {}
