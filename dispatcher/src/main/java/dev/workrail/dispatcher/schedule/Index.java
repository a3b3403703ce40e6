package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.dispatcher.tree.SortedTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sessions by all that the rules ask for: who waits in a scope and in which order, who holds a
/// slot in it, whose turn it is in each line, what a source has become, who is to be woken when.
///
/// Follows from the sessions alone, so it is rebuilt and never stored.
///
/// @param waiting by scope, in order of rank
/// @param lines by line, in order of rank
/// @param heads the first of each line, in order of rank
/// @param holders by scope, worker and serial trigger
/// @param related by source, subject and parent
/// @param wakes parked sessions that wait for a time
/// @param parked all parked sessions, by when they were
record Index(
        SortedTree<String, SortedTree<QueueRank, SessionId>> waiting,
        SortedTree<String, SortedTree<QueueRank, SessionId>> lines,
        SortedTree<QueueRank, String> heads,
        SortedTree<String, SortedTree<SessionId, Boolean>> holders,
        SortedTree<String, SortedTree<SessionId, Boolean>> related,
        SortedTree<Wake, SessionId> wakes,
        SortedTree<Wake, SessionId> parked) {
    static final Index EMPTY =
            new Index(
                    SortedTree.empty(),
                    SortedTree.empty(),
                    SortedTree.empty(),
                    SortedTree.empty(),
                    SortedTree.empty(),
                    SortedTree.empty(),
                    SortedTree.empty());

    /// A point in time at which a session is due.
    record Wake(Instant at, SessionId session) implements Comparable<Wake> {
        @Override
        public int compareTo(Wake other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : session.compareTo(other.session);
        }
    }

    SortedTree<QueueRank, SessionId> waitingIn(String scope) {
        return in(waiting, scope);
    }

    SortedTree<SessionId, Boolean> holdersOf(String scope) {
        return in(holders, scope);
    }

    SortedTree<SessionId, Boolean> relatedTo(String key) {
        return in(related, key);
    }

    /// The first of a line, which is not empty.
    SessionId head(String line) {
        var first = in(lines, line).first();
        if (first == null) {
            throw new IllegalStateException("line " + line + " has a head but nobody in it");
        }
        return first.getValue();
    }

    static String workerKey(String worker) {
        return "worker:" + worker;
    }

    static String sourceKey(String hash) {
        return "source:" + hash;
    }

    static String subjectKey(String subject) {
        return "subject:" + subject;
    }

    /// The index once `before` has become `after`; absent is a session that is not there.
    Index replace(@Nullable SessionEntry before, @Nullable SessionEntry after) {
        if (before != null && after != null && sameStanding(before, after)) {
            return this;
        }
        Index without = before == null ? this : remove(before);
        return after == null ? without : without.add(after);
    }

    private static boolean sameStanding(SessionEntry before, SessionEntry after) {
        return sameHold(before.phase(), after.phase())
                && before.started() == after.started()
                && before.begun() == after.begun()
                && before.rank().equals(after.rank());
    }

    /// A sign of life moves nothing.
    private static boolean sameHold(Phase before, Phase after) {
        return before instanceof Phase.Leased was && after instanceof Phase.Leased is
                ? was.worker().equals(is.worker())
                : before.equals(after);
    }

    private Index add(SessionEntry entry) {
        var nextHolders = holders;
        for (String scope : held(entry)) {
            nextHolders =
                    nextHolders.with(scope, in(nextHolders, scope).with(entry.session(), true));
        }
        var nextRelated = related;
        for (String key : relations(entry)) {
            nextRelated = nextRelated.with(key, in(nextRelated, key).with(entry.session(), true));
        }
        var nextWakes = wakes;
        if (wake(entry) instanceof Wake wake) {
            nextWakes = nextWakes.with(wake, entry.session());
        }
        var nextParked = parked;
        if (entry.phase() instanceof Phase.Parked is) {
            nextParked = nextParked.with(new Wake(is.since(), entry.session()), entry.session());
        }
        Index next =
                new Index(waiting, lines, heads, nextHolders, nextRelated, nextWakes, nextParked);
        return entry.phase() instanceof Phase.Waiting ? next.queue(entry) : next;
    }

    private Index remove(SessionEntry entry) {
        var nextHolders = holders;
        for (String scope : held(entry)) {
            nextHolders = put(nextHolders, scope, in(nextHolders, scope).without(entry.session()));
        }
        var nextRelated = related;
        for (String key : relations(entry)) {
            nextRelated = put(nextRelated, key, in(nextRelated, key).without(entry.session()));
        }
        var nextWakes = wakes;
        if (wake(entry) instanceof Wake wake) {
            nextWakes = nextWakes.without(wake);
        }
        var nextParked = parked;
        if (entry.phase() instanceof Phase.Parked is) {
            nextParked = nextParked.without(new Wake(is.since(), entry.session()));
        }
        Index next =
                new Index(waiting, lines, heads, nextHolders, nextRelated, nextWakes, nextParked);
        return entry.phase() instanceof Phase.Waiting ? next.unqueue(entry) : next;
    }

    private Index queue(SessionEntry entry) {
        var nextWaiting = waiting;
        for (String scope : entry.place().scopes()) {
            nextWaiting =
                    nextWaiting.with(
                            scope, in(nextWaiting, scope).with(entry.rank(), entry.session()));
        }
        String line = entry.line();
        var now = in(lines, line).with(entry.rank(), entry.session());
        return new Index(
                nextWaiting,
                lines.with(line, now),
                headed(line, in(lines, line), now),
                holders,
                related,
                wakes,
                parked);
    }

    private Index unqueue(SessionEntry entry) {
        var nextWaiting = waiting;
        for (String scope : entry.place().scopes()) {
            nextWaiting = put(nextWaiting, scope, in(nextWaiting, scope).without(entry.rank()));
        }
        String line = entry.line();
        var now = in(lines, line).without(entry.rank());
        return new Index(
                nextWaiting,
                put(lines, line, now),
                headed(line, in(lines, line), now),
                holders,
                related,
                wakes,
                parked);
    }

    private SortedTree<QueueRank, String> headed(
            String line,
            SortedTree<QueueRank, SessionId> before,
            SortedTree<QueueRank, SessionId> now) {
        var next = heads;
        var old = before.first();
        if (old != null) {
            next = next.without(old.getKey());
        }
        var first = now.first();
        return first == null ? next : next.with(first.getKey(), line);
    }

    private static List<String> held(SessionEntry entry) {
        List<String> scopes = new ArrayList<>();
        Place place = entry.place();
        if (entry.phase().holdsSlot()) {
            scopes.addAll(place.scopes());
        }
        if (entry.phase() instanceof Phase.Leased leased) {
            scopes.add(workerKey(leased.worker().value()));
        }
        if (entry.phase() instanceof Phase.Issued) {
            scopes.add("issued:" + place.pool());
        }
        if (entry.started() && !place.child()) {
            scopes.add(place.serialKey());
        }
        return scopes;
    }

    private static List<String> relations(SessionEntry entry) {
        List<String> keys = new ArrayList<>();
        SourceKey source = entry.source();
        if (source != null) {
            keys.add(sourceKey(source.hash()));
            if (entry.place().concurrency() == Concurrency.NEWEST_WINS) {
                keys.add(subjectKey(source.subject()));
            }
        }
        return keys;
    }

    private static @Nullable Wake wake(SessionEntry entry) {
        return entry.phase() instanceof Phase.Parked parked
                        && parked.waitFor() instanceof WaitFor.Timer timer
                ? new Wake(timer.at(), entry.session())
                : null;
    }

    private static <K extends Comparable<K>, V> SortedTree<K, V> in(
            SortedTree<String, SortedTree<K, V>> tree, String key) {
        SortedTree<K, V> found = tree.get(key);
        return found == null ? SortedTree.empty() : found;
    }

    private static <K extends Comparable<K>, V> SortedTree<String, SortedTree<K, V>> put(
            SortedTree<String, SortedTree<K, V>> tree, String key, SortedTree<K, V> value) {
        return value.isEmpty() ? tree.without(key) : tree.with(key, value);
    }
}
