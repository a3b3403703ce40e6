package dev.workrail.projections.erasure;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.projections.sink.DeletedOrgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The deleted orgs as `wr.config` has them. Thread-safe.
public final class ConfiguredDeletions implements DeletedOrgs, AutoCloseable {
    private final ConfigCache config;
    private final ErasureFacts facts;

    /// @param config closed with this
    public ConfiguredDeletions(ConfigCache config, ErasureFacts facts) {
        this.config = config;
        this.facts = facts;
    }

    /// Waits until every deletion that was published before is known. Before that, the rows of a
    /// deleted org would be written again.
    ///
    /// @return false where that takes longer
    public boolean awaitCurrent(Duration max) throws InterruptedException {
        return config.awaitCurrent(max);
    }

    @Override
    public boolean has(OrgId org) {
        return config.get(
                        new ConfigValue.DeletedOrg(org, Instant.EPOCH).key(),
                        ConfigValue.DeletedOrg.class)
                .isPresent();
    }

    @Override
    public void stillThere(OrgId org, List<SessionView> views) {
        facts.orgDeleted(org, views.stream().map(SessionView::session).toList());
    }

    List<ConfigValue.DeletedOrg> all() {
        return config.list(ConfigValue.DeletedOrg.class);
    }

    @Override
    public void close() {
        config.close();
    }
}
