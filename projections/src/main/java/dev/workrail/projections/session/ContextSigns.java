package dev.workrail.projections.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.view.ChangeRisk;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a session's context says that its views need.
///
/// @param title the first line of the first of WorkRail's title keys that has one
/// @param commit the commit the session is about, such as the head of the PR it reviews
/// @param pullRequest number or id of the PR or MR it is about
public record ContextSigns(
        @Nullable String title,
        ChangeRisk risk,
        @Nullable String commit,
        @Nullable String pullRequest) {
    public static final ContextSigns NONE = new ContextSigns(null, ChangeRisk.NONE, null, null);

    private static final List<String> TITLE_KEYS =
            List.of("goal", "taskDescription", "mrTitle", "prTitle", "ticketTitle", "problem");
    private static final List<String> COMMIT_KEYS = List.of("headSha", "commitSha", "commit");
    private static final List<String> PULL_REQUEST_KEYS =
            List.of("prNumber", "mrIid", "pullRequest", "itemNumber");
    private static final List<String> PATH_KEYS = List.of("changedFiles", "filesChanged");

    public static ContextSigns of(JsonNode context) {
        ChangeRisk flags =
                new ChangeRisk(
                        "high".equals(text(context, "riskLevel").toLowerCase(Locale.ROOT)),
                        context.path("touchesArchitecture").asBoolean(),
                        context.path("touchesProduction").asBoolean(),
                        context.path("touchesSecurity").asBoolean());
        ChangeRisk risk = flags;
        for (String key : PATH_KEYS) {
            risk = risk.or(RiskyPaths.of(context.path(key)));
        }
        String commit = first(context, COMMIT_KEYS);
        return new ContextSigns(
                Texts.titleOf(first(context, TITLE_KEYS)),
                risk,
                commit != null && commit.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? commit : null,
                first(context, PULL_REQUEST_KEYS));
    }

    /// These signs, with what the later context `more` says instead.
    ContextSigns then(ContextSigns more) {
        return new ContextSigns(
                more.title == null ? title : more.title,
                risk.or(more.risk),
                more.commit == null ? commit : more.commit,
                more.pullRequest == null ? pullRequest : more.pullRequest);
    }

    private static @Nullable String first(JsonNode context, List<String> keys) {
        for (String key : keys) {
            String text = text(context, key);
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private static String text(JsonNode context, String key) {
        JsonNode value = context.path(key);
        return value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
    }
}
