package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Utf8;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a command must keep to before anything looks into it: whatever a caller sends, the walk
/// over it and the events made of it stay small.
final class CommandBounds {
    /// Deepest nesting of a variable or artifact.
    static final int MAX_DEPTH = 64;

    /// Most artifacts of one submission.
    static final int MAX_ARTIFACTS = 100;

    /// Longest rationale or reason kept, UTF-8 bytes; the end of a longer one is cut off.
    static final int MAX_REASON = 4096;

    private static final int MAX_ID = 160;
    private static final int MAX_NAME = 512;
    private static final int MAX_OBSERVATIONS = 32;
    private static final Set<String> AUTONOMY =
            Set.of("guided", "full_auto_stop_on_user_deps", "full_auto_never_stop");
    private static final Set<String> RISK = Set.of("conservative", "balanced", "aggressive");

    private CommandBounds() {}

    /// Why the command is refused as it stands; absent where it is not.
    static Decision.@Nullable Rejected refusal(EngineCommand command) {
        return switch (command) {
            case EngineCommand.Start c -> start(c);
            case EngineCommand.Advance c -> advance(c);
            case EngineCommand.Checkpoint c -> attempt(c.attemptId());
            case EngineCommand.ResolveGate c -> named("a verdict", "who gives it", c.by());
            case EngineCommand.Rewind c -> rewind(c);
            case EngineCommand.Continue c -> named("going on", "who wants it", c.by());
            case EngineCommand.SetPreferences c -> preferences(c.preferences());
            case EngineCommand.Rehydrate c -> null;
            case EngineCommand.EnforceLimits c -> null;
        };
    }

    /// At most so much of a rationale or reason is kept.
    static String reason(String text) {
        return Utf8.marked(text, MAX_REASON);
    }

    /// At most so much of a name is kept.
    static String name(String text) {
        return Utf8.head(text, MAX_NAME);
    }

    private static Decision.@Nullable Rejected start(EngineCommand.Start start) {
        if (Json.isDeeper(start.context(), MAX_DEPTH + 1)) {
            return new Decision.Rejected(
                    Decision.Code.INVALID_CONTEXT,
                    "the context is nested deeper than %d levels; send it flatter"
                            .formatted(MAX_DEPTH));
        }
        List<EngineCommand.Observation> seen = start.origin().observations();
        boolean fits =
                seen.size() <= MAX_OBSERVATIONS
                        && seen.stream()
                                .allMatch(o ->
                                        o.key().length() <= MAX_ID
                                                && !Json.isDeeper(o.value(), 4)
                                                && o.value().toString().length() <= 2 * MAX_NAME);
        return fits
                ? null
                : invalid(
                        "expected at most %d observations of at most %d characters each"
                                .formatted(MAX_OBSERVATIONS, 2 * MAX_NAME));
    }

    private static Decision.@Nullable Rejected advance(EngineCommand.Advance advance) {
        List<JsonNode> artifacts = advance.submission().artifacts();
        if (artifacts.size() > MAX_ARTIFACTS) {
            return new Decision.Rejected(
                    Decision.Code.INVALID_ARTIFACT,
                    "%d artifacts were handed in, at most %d are taken; put several into one"
                            .formatted(artifacts.size(), MAX_ARTIFACTS));
        }
        for (JsonNode artifact : artifacts) {
            if (Json.isDeeper(artifact, MAX_DEPTH)) {
                return new Decision.Rejected(
                        Decision.Code.INVALID_ARTIFACT,
                        "an artifact is nested deeper than %d levels; hand it in flatter"
                                .formatted(MAX_DEPTH));
            }
        }
        return attempt(advance.attemptId());
    }

    private static Decision.@Nullable Rejected attempt(String id) {
        boolean plain =
                !id.isEmpty()
                        && id.length() <= MAX_ID
                        && id.chars()
                                .allMatch(c ->
                                        c >= 'a' && c <= 'z'
                                                || c >= '0' && c <= '9'
                                                || c == '_'
                                                || c == '-');
        return plain
                ? null
                : invalid(
                        "expected an attempt id as the pending step names it, was '%s'"
                                .formatted(Utf8.head(id, 80)));
    }

    private static Decision.@Nullable Rejected rewind(EngineCommand.Rewind rewind) {
        Decision.Rejected nameless = named("going back", "who wants it", rewind.by());
        return nameless != null ? nameless : named("going back", "a reason", rewind.reason());
    }

    private static Decision.@Nullable Rejected named(String what, String lacks, String value) {
        return value.isBlank() ? invalid(what + " needs " + lacks) : null;
    }

    private static Decision.@Nullable Rejected preferences(Preferences wanted) {
        return AUTONOMY.contains(wanted.autonomy()) && RISK.contains(wanted.riskPolicy())
                ? null
                : invalid(
                        "expected an autonomy of %s and a risk policy of %s"
                                .formatted(
                                        AUTONOMY.stream().sorted().toList(),
                                        RISK.stream().sorted().toList()));
    }

    private static Decision.Rejected invalid(String detail) {
        return new Decision.Rejected(Decision.Code.INVALID_COMMAND, detail);
    }
}
