package dev.workrail.console.settings;

import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.RateLimit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Limits as people write them.
///
/// @param maxSessions sessions that hold a slot; absent for no limit of its own
/// @param maxQueued sessions that wait for one
/// @param tiers sessions that hold a slot, by model tier
public record LimitsInput(
        @Nullable Integer maxSessions,
        @Nullable Integer maxQueued,
        @Nullable Map<String, Integer> tiers) {
    private static final int MAX = 1_000_000;
    private static final double MAX_RATE = 100_000;

    /// A token bucket as people write it.
    public record Rate(@Nullable Double perSecond, @Nullable Integer burst) {}

    public static Limits read(InputFaults faults, String pointer, @Nullable LimitsInput input) {
        if (input == null) {
            return Limits.NONE;
        }
        faults.within(pointer + "/maxSessions", input.maxSessions(), 0, MAX);
        faults.within(pointer + "/maxQueued", input.maxQueued(), 0, MAX);
        Map<String, Integer> tiers = new HashMap<>();
        if (input.tiers() != null) {
            input.tiers()
                    .forEach((tier, allowed) -> {
                        String at = pointer + "/tiers/" + tier;
                        if (!ModelTiers.ALL.contains(tier)) {
                            faults.add(
                                    pointer + "/tiers",
                                    "expected lightweight, mid or heavy as names");
                        } else if (allowed == null) {
                            faults.add(at, "expected a number, was null");
                        } else {
                            faults.within(at, allowed, 0, MAX);
                            tiers.put(tier, allowed);
                        }
                    });
        }
        return new Limits(input.maxSessions(), input.maxQueued(), tiers);
    }

    public static @Nullable RateLimit rate(
            InputFaults faults, String pointer, @Nullable Rate input) {
        if (input == null) {
            return null;
        }
        Double perSecond = input.perSecond();
        Integer burst = input.burst();
        if (perSecond == null || !(perSecond > 0) || perSecond > MAX_RATE) {
            faults.add(pointer + "/perSecond", "expected a number above 0, at most 100000");
            return null;
        }
        if (burst == null || burst < 1 || burst > MAX) {
            faults.add(pointer + "/burst", "expected 1 to " + MAX);
            return null;
        }
        return new RateLimit(perSecond, burst);
    }
}
