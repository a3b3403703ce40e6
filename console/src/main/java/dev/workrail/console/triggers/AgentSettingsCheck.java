package dev.workrail.console.triggers;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.ModelTiers;
import dev.workrail.contracts.config.AgentSettings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an agent's settings may be.
public final class AgentSettingsCheck {
    private static final int MAX_MINUTES = 1_440;
    private static final int MAX_TURNS = 10_000;
    private static final int MAX_TOKENS = 1_000_000;
    private static final int MAX_STALL_SECONDS = 86_400;
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._:/-]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private AgentSettingsCheck() {}

    public static AgentSettings read(
            InputFaults faults, String pointer, @Nullable AgentSettings input) {
        if (input == null) {
            return AgentSettings.DEFAULTS;
        }
        if (input.model() != null && !MODEL.matcher(input.model()).matches()) {
            faults.add(pointer + "/model", "expected provider/model-id");
        }
        if (input.modelTier() != null && !ModelTiers.ALL.contains(input.modelTier())) {
            faults.add(pointer + "/modelTier", "expected lightweight, mid or heavy");
        }
        if (input.transcript() != null && !NAME.matcher(input.transcript()).matches()) {
            faults.add(pointer + "/transcript", "expected a name of a-z A-Z 0-9 . _ -");
        }
        faults.within(pointer + "/maxSessionMinutes", input.maxSessionMinutes(), 1, MAX_MINUTES);
        faults.within(pointer + "/maxTurns", input.maxTurns(), 1, MAX_TURNS);
        faults.within(pointer + "/maxOutputTokens", input.maxOutputTokens(), 1, MAX_TOKENS);
        faults.within(
                pointer + "/stallTimeoutSeconds",
                input.stallTimeoutSeconds(),
                1,
                MAX_STALL_SECONDS);
        return input;
    }
}
