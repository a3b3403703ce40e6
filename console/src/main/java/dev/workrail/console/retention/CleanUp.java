package dev.workrail.console.retention;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.Position;
import dev.workrail.projections.read.Page;
import dev.workrail.projections.read.RetentionReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Erases trees of sessions that ended before an org's retention and are not pinned.
///
/// It decides on a page of trees in one transaction, which also says how far it is; then the log is
/// told. Whoever goes on after a crash does what is left, and several at once do no harm.
/// Thread-safe; blocks.
@Singleton
final class CleanUp {
    private static final int ROOTS = 200;

    private final TenantTx transactions;
    private final CleanUpRows runs;
    private final Decision decision;
    private final ErasureLog log;
    private final RetentionReader views;
    private final Clock clock;

    CleanUp(
            TenantTx transactions,
            CleanUpRows runs,
            Decision decision,
            ErasureLog log,
            RetentionReader views,
            Clock clock) {
        this.transactions = transactions;
        this.runs = runs;
        this.decision = decision;
        this.log = log;
        this.views = views;
        this.clock = clock;
    }

    /// What is decided of a page of trees, in a transaction of the caller's.
    @Singleton
    record Decision(PinRows pins, ErasedSessionRows erased, AuditTrail audit) {
        List<RetentionReader.Tree> on(
                OrgId org, String run, List<RetentionReader.Tree> trees, Instant now) {
            pins.lock(org);
            Set<SessionId> pinned =
                    pins.among(trees.stream().map(RetentionReader.Tree::root).toList());
            List<RetentionReader.Tree> going =
                    trees.stream()
                            .filter(tree -> !pinned.contains(tree.root()))
                            .filter(tree -> !erased.has(tree.root()))
                            .toList();
            List<SessionId> sessions =
                    going.stream().flatMap(tree -> tree.sessions().stream()).toList();
            erased.decide(run, sessions, now);
            return going;
        }
    }

    /// Enters a clean-up; [#work] does it.
    ///
    /// @param by subject of who asks
    /// @return empty where there is one of that id
    Optional<CleanUpView> begin(OrgId org, String run, String by, int sessionDays) {
        Instant now = clock.instant();
        return transactions.call(
                org,
                () -> {
                    if (!runs.enter(run, by, sessionDays, now, before(now, sessionDays))) {
                        return Optional.empty();
                    }
                    return runs.findByIdOptional(run).map(CleanUpEntity::read);
                });
    }

    /// Trees that ended before it are over at `now`.
    static Instant before(Instant now, int sessionDays) {
        return now.minus(Duration.ofDays(sessionDays));
    }

    /// Does what is left of a clean-up.
    ///
    /// @return false where the views have not heard of it all yet: to be gone on with
    boolean work(OrgId org, String run) {
        CleanUpEntity at = transactions.call(org, () -> runs.findByIdOptional(run)).orElseThrow();
        if (at.finishedAt != null) {
            return true;
        }
        List<Position> told = new ArrayList<>();
        @Nullable String cursor = at.behind;
        if (cursor == null) {
            log.tellAgainOfWhatCameBack(org);
        }
        do {
            Page<RetentionReader.Tree> page = views.trees(org, at.before, cursor, ROOTS);
            transactions.call(org, () -> decide(org, run, page));
            told.addAll(log.tell(org));
            cursor = page.next();
        } while (cursor != null);
        return log.awaitViews(last(told)) && transactions.call(org, () -> finish(run));
    }

    private boolean decide(OrgId org, String run, Page<RetentionReader.Tree> page) {
        Instant now = clock.instant();
        List<RetentionReader.Tree> going = decision.on(org, run, page.items(), now);
        CleanUpEntity row = runs.findById(run);
        row.trees += going.size();
        row.sessions += going.stream().mapToLong(tree -> tree.sessions().size()).sum();
        row.bytes += going.stream().mapToLong(RetentionReader.Tree::bytes).sum();
        row.behind = page.next();
        row.workedAt = now;
        return true;
    }

    private boolean finish(String run) {
        CleanUpEntity row = runs.findById(run);
        if (row.finishedAt == null) {
            row.finishedAt = clock.instant();
            decision.audit()
                    .within(row.askedBy, Act.on("retention", run, "clean_up", null, row.read()));
        }
        return true;
    }

    /// The last of each partition: what lies before it is heard before it.
    private static List<Position> last(List<Position> written) {
        var last = new TreeMap<Integer, Position>();
        written.forEach(position ->
                last.merge(
                        position.partition(),
                        position,
                        (one, other) -> one.offset() > other.offset() ? one : other));
        return List.copyOf(last.values());
    }
}
