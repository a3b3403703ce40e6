package dev.workrail.platform.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The goal of a session, from a trigger and a payload, as WorkRail does it.
///
/// `{{$.a.b}}` stands for the value at that path. If any token has no value, the whole template is
/// given up and the trigger's own goal is used. A trigger with neither goal nor template takes the
/// payload's `goal`, else [#DEFAULT_GOAL].
public final class GoalTemplate {
    /// The goal of a trigger that names none, for a payload that names none.
    public static final String DEFAULT_GOAL = "Autonomous task";

    private static final String DEFAULT_TEMPLATE = "{{$.goal}}";
    private static final Pattern TOKEN = Pattern.compile("\\{\\{([^}]+)}}");

    private GoalTemplate() {}

    /// Never blank.
    public static String goal(ConfigValue.Trigger trigger, JsonNode payload) {
        String fixed = trigger.goal() == null ? DEFAULT_GOAL : trigger.goal();
        String template = trigger.goalTemplate();
        if (template == null) {
            template = trigger.goal() == null ? DEFAULT_TEMPLATE : null;
        }
        return template == null
                ? fixed
                : rendered(template, payload).filter(goal -> !goal.isBlank()).orElse(fixed);
    }

    private static Optional<String> rendered(String template, JsonNode payload) {
        Matcher tokens = TOKEN.matcher(template);
        StringBuilder goal = new StringBuilder();
        while (tokens.find()) {
            Optional<String> value = PayloadPath.parse(tokens.group(1)).textIn(payload);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            tokens.appendReplacement(goal, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(tokens.appendTail(goal).toString());
    }
}
