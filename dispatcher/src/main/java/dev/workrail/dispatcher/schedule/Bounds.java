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

    /// The limits of a place, from the narrowest to the widest.
    static List<Bound> of(SchedulerState state, Place place, DomainId domain) {
        List<Bound> bounds = new ArrayList<>();
        closed(state, place, domain, bounds);
        ConfigView config = state.config();
        if (!place.child()) {
            String trigger = place.org() + "/" + place.trigger();
            if (config.concurrency(place) == Concurrency.SERIAL) {
                bounds.add(new Bound("serial", place.serialKey(), trigger, place.triggerKey(), 1));
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
        for (Bound bound : of(state, entry.place(), domain)) {
            if (bound.exhausted(state.index(), entry.session())) {
                return bound;
            }
        }
        return null;
    }

    private static void closed(
            SchedulerState state, Place place, DomainId domain, List<Bound> bounds) {
        for (Hold hold : state.holds().values()) {
            if (hold.covers(place)) {
                bounds.add(new Bound("killed", "", Hold.key(hold.scope()), place.orgKey(), 0));
            }
        }
        if (state.config().orgPaused(place.org())) {
            bounds.add(new Bound("paused", "", place.org().value(), place.orgKey(), 0));
        }
        if (state.config().domainPaused(domain)) {
            bounds.add(new Bound("paused", "", "", Place.DOMAIN_KEY, 0));
        }
    }

    private static void add(
            List<Bound> bounds, String name, String key, String scope, @Nullable Integer allowed) {
        if (allowed != null) {
            bounds.add(new Bound(name, key, scope, key, allowed));
        }
    }
}
