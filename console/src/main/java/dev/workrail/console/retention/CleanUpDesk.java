package dev.workrail.console.retention;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.Page;
import dev.workrail.projections.read.RetentionReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what a clean-up would erase, and starts one. Thread-safe; blocks.
@Singleton
final class CleanUpDesk {
    private static final int SAMPLE = 20;

    /// The sample is a glance: it does not look for ever where much is kept.
    private static final int PAGES = 5;

    private final TenantTx transactions;
    private final Rows rows;
    private final RetentionReader views;
    private final CleanUp cleanUp;
    private final RetentionKeeper keeper;
    private final Chance chance;

    /// What was pinned, and what ran.
    @Singleton
    record Rows(PinRows pins, CleanUpRows runs) {}

    /// Time and ids.
    @Singleton
    record Chance(Clock clock, RandomGenerator random) {}

    CleanUpDesk(
            TenantTx transactions,
            Rows rows,
            RetentionReader views,
            CleanUp cleanUp,
            RetentionKeeper keeper,
            Chance chance) {
        this.transactions = transactions;
        this.rows = rows;
        this.views = views;
        this.cleanUp = cleanUp;
        this.keeper = keeper;
        this.chance = chance;
    }

    CleanUpResource.Preview preview(OrgId org, int sessionDays) {
        Instant before = CleanUp.before(chance.clock().instant(), sessionDays);
        List<SessionId> pinned = transactions.call(org, () -> rows.pins().roots());
        RetentionReader.Summary all = views.summary(org, before, pinned);
        return new CleanUpResource.Preview(
                sessionDays,
                before,
                all.trees(),
                all.sessions(),
                all.bytes(),
                all.oldest(),
                all.newest(),
                pinned.size(),
                sample(org, before, pinned));
    }

    private List<RetentionReader.Tree> sample(OrgId org, Instant before, List<SessionId> pinned) {
        var spared = pinned.stream().collect(Collectors.toSet());
        List<RetentionReader.Tree> sample = new ArrayList<>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            Page<RetentionReader.Tree> page = views.trees(org, before, cursor, SAMPLE);
            page.items().stream()
                    .filter(tree -> !spared.contains(tree.root()))
                    .forEach(sample::add);
            cursor = page.next();
        } while (cursor != null && sample.size() < SAMPLE && ++pages < PAGES);
        return sample.subList(0, Math.min(SAMPLE, sample.size()));
    }

    /// @throws ProblemException 409 `more_than_said`, where more than `atMost` sessions would go
    CleanUpView start(OrgId org, int sessionDays, @Nullable Long atMost, String by) {
        if (atMost != null) {
            long sessions = preview(org, sessionDays).sessions();
            if (sessions > atMost) {
                throw ProblemException.of(
                        ProblemCode.MORE_THAN_SAID,
                        "%d sessions would be erased, and at most %d were to be; see the preview"
                                .formatted(sessions, atMost));
            }
        }
        String run = Ids.mint("run", chance.clock().instant(), chance.random());
        CleanUpView begun = cleanUp.begin(org, run, by, sessionDays).orElseThrow();
        keeper.doSoon(org, run);
        return begun;
    }

    List<CleanUpView> newest(OrgId org, Instant before, String id, int limit) {
        return transactions.call(
                org,
                () ->
                        rows.runs().newest(before, id, limit).stream()
                                .map(CleanUpEntity::read)
                                .toList());
    }

    Optional<CleanUpView> find(OrgId org, String run) {
        return transactions.call(
                org, () -> rows.runs().findByIdOptional(run).map(CleanUpEntity::read));
    }
}
