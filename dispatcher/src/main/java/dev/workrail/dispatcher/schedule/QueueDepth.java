package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.schedule.BindingLimit;
import org.jspecify.annotations.Nullable;

/// How many sessions may wait.
final class QueueDepth {
    private QueueDepth() {}

    /// The queue that has no place left, or absent.
    static @Nullable BindingLimit full(
            SchedulerState state,
            Place place,
            ConfigValue.Trigger trigger,
            SchedulerSettings settings) {
        ConfigView config = state.config();
        String name = place.org() + "/" + place.trigger();
        BindingLimit full =
                full(state, "trigger", name, place.triggerKey(), depth(state, place, trigger));
        if (full == null) {
            Integer max = config.workspaceLimits(place.org(), place.workspace()).maxQueued();
            full =
                    full(
                            state,
                            "workspace",
                            place.org() + "/" + place.workspace(),
                            place.workspaceKey(),
                            max);
        }
        if (full == null) {
            Integer max = config.orgLimits(place.org()).maxQueued();
            full = full(state, "org", place.org().value(), place.orgKey(), max);
        }
        if (full == null) {
            Integer max = config.domainLimits(settings.domain()).maxQueued();
            full = full(state, "domain", "", Place.DOMAIN_KEY, max);
        }
        return full;
    }

    private static @Nullable Integer depth(
            SchedulerState state, Place place, ConfigValue.Trigger accepted) {
        ConfigView config = state.config();
        if (config.concurrency(place) != Concurrency.SERIAL || place.child()) {
            return null;
        }
        // A pause keeps what comes from outside; a schedule would only pile up its own runs.
        if (!accepted.provider().equals("schedule") && !Pauses.covering(state, place).isEmpty()) {
            return null;
        }
        ConfigValue.Trigger now = config.trigger(place.org(), place.trigger());
        Integer max = now == null ? accepted.maxQueueDepth() : now.maxQueueDepth();
        return max == null ? ConfigValue.Trigger.DEFAULT_MAX_QUEUE_DEPTH : max;
    }

    private static @Nullable BindingLimit full(
            SchedulerState state, String limit, String scope, String key, @Nullable Integer max) {
        if (max == null || state.index().waitingIn(key).size() < max) {
            return null;
        }
        var waiting = state.index().waitingIn(key);
        return new BindingLimit(
                limit,
                scope,
                max,
                waiting.values().subList(0, Math.min(Bound.MAX_HOLDERS, waiting.size())));
    }
}
