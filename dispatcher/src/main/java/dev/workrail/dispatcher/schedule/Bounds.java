package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.id.DomainId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every limit that a session counts in. A budget becomes one more of them.
final class Bounds {
    private Bounds() {}

    /// The limits of a session, from the narrowest to the widest.
    private static List<Bound> of(SchedulerState state, SessionEntry entry, DomainId domain) {
        List<Bound> bounds = new ArrayList<>();
        closed(state, entry, domain, bounds);
        Place place = entry.place();
        ConfigView config = state.config();
        if (!place.child()) {
            String trigger = place.org() + "/" + place.trigger();
            if (config.concurrency(place) == Concurrency.SERIAL) {
                bounds.add(Bound.of("serial", place.serialKey(), trigger, place.triggerKey(), 1));
            }
            add(bounds, "trigger", place.triggerKey(), trigger, config.maxSessions(place));
        }
        Limits workspace = config.workspaceLimits(place.org(), place.workspace());
        Limits org = config.orgLimits(place.org());
        Limits all = config.domainLimits(domain);
        if (place.tier() != null) {
            String tier = place.tier();
            add(bounds, "tier", place.workspaceTierKey(), tier, workspace.tiers().get(tier));
            add(bounds, "tier", place.orgTierKey(), tier, org.tiers().get(tier));
            add(bounds, "tier", place.domainTierKey(), tier, all.tiers().get(tier));
        }
        String workspaceName = place.org() + "/" + place.workspace();
        add(bounds, "workspace", place.workspaceKey(), workspaceName, workspace.maxSessions());
        add(bounds, "org", place.orgKey(), place.org().value(), org.maxSessions());
        add(bounds, "domain", Place.DOMAIN_KEY, "", all.maxSessions());
        return bounds;
    }

    /// The first limit that leaves no room, or absent where only the fleet decides.
    static @Nullable Bound binding(SchedulerState state, SessionEntry entry, DomainId domain) {
        for (Bound bound : of(state, entry, domain)) {
            if (bound.exhausted(state.index(), entry.session())) {
                return bound;
            }
        }
        return null;
    }

    private static void closed(
            SchedulerState state, SessionEntry entry, DomainId domain, List<Bound> bounds) {
        Place place = entry.place();
        for (Hold hold : state.holds().values()) {
            if (hold.stands() && hold.covers(place)) {
                bounds.add(
                        Bound.closed(
                                "killed",
                                Hold.key(hold.scope()),
                                place.orgKey(),
                                new Bound.Closure(hold.by(), hold.reason(), hold.since())));
            }
        }
        // What a worker has held goes on, and so does what it waits for: the sessions it started.
        if (entry.begun() || place.child()) {
            return;
        }
        Pauses.covering(state, place).forEach(pause -> bounds.add(pause.bound(place)));
        if (state.config().orgPaused(place.org())) {
            bounds.add(Bound.closed("paused", place.org().value(), place.orgKey(), null));
        }
        if (state.config().domainPaused(domain)) {
            bounds.add(Bound.closed("paused", "", Place.DOMAIN_KEY, null));
        }
    }

    private static void add(
            List<Bound> bounds, String name, String key, String scope, @Nullable Integer allowed) {
        if (allowed != null) {
            bounds.add(Bound.of(name, key, scope, key, allowed));
        }
    }
}
