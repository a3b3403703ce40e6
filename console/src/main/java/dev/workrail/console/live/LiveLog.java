package dev.workrail.console.live;

import dev.workrail.console.access.Permit;
import dev.workrail.platform.kafka.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the log said last, within a bound of memory, and the streams that follow it. A stream that
/// comes back within that bound misses nothing and gets nothing twice. Thread-safe.
final class LiveLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Partition, PartitionTail> tails = new HashMap<>();
    private final Map<String, Set<Mailbox>> streams = new ConcurrentHashMap<>();
    private final long bytes;
    private final int backlog;
    private final StreamMeters meters;
    private int partitions = 1;

    /// @param bytes memory for the last messages of all partitions
    /// @param backlog messages that may wait for one client
    LiveLog(long bytes, int backlog, StreamMeters meters) {
        this.bytes = bytes;
        this.backlog = backlog;
        this.meters = meters;
        meters.open(this::open);
    }

    /// Says among how many partitions the memory is shared out. Before the first message.
    void shareAmong(int partitions) {
        lock.lock();
        try {
            this.partitions = partitions;
        } finally {
            lock.unlock();
        }
    }

    /// Says where reading began, so that a cursor of before is recognised as too old and a cursor
    /// of ours names every partition.
    void begin(Map<Partition, Long> began) {
        lock.lock();
        try {
            began.forEach((partition, offset) -> tail(partition).began(offset));
        } finally {
            lock.unlock();
        }
    }

    /// Takes note of a record that says nothing to anyone.
    void pass(Partition partition, long offset) {
        lock.lock();
        try {
            tail(partition).passed(offset);
        } finally {
            lock.unlock();
        }
    }

    /// Keeps a message and puts it into every mailbox it is for.
    void add(LiveMessage message) {
        lock.lock();
        try {
            PartitionTail tail = tail(message.partition());
            tail.passed(message.offset());
            tail.add(message);
            Set<Mailbox> listening = streams.get(message.org().value());
            if (listening != null) {
                listening.forEach(mailbox -> mailbox.offer(message));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Opens a stream behind `cursor`, or from now on where there is none.
    void open(Listener listener, StreamFilter filter, @Nullable StreamCursor cursor) {
        Mailbox mailbox = new Mailbox(listener, filter, backlog, meters, this::remove);
        listener.client().onSubscribe(mailbox);
        lock.lock();
        try {
            greet(mailbox, cursor);
            streams.compute(
                    filter.org().value(),
                    (_, others) -> {
                        Set<Mailbox> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                        all.add(mailbox);
                        return all;
                    });
        } finally {
            lock.unlock();
        }
        if (mailbox.gone()) {
            // Its client left before it was listed.
            remove(mailbox);
        }
    }

    private void greet(Mailbox mailbox, @Nullable StreamCursor cursor) {
        StreamCursor now = now();
        if (cursor == null) {
            mailbox.say(StreamEvent.HELLO, "{}", now);
            return;
        }
        String missed = missed(cursor);
        if (missed != null) {
            StreamEvent resync = StreamEvent.resync(missed, now);
            mailbox.say(resync.type(), resync.json(), now);
            meters.resynced(missed);
            return;
        }
        List<LiveMessage> later = new ArrayList<>();
        tails.forEach((partition, tail) ->
                later.addAll(tail.after(cursor.seen().getOrDefault(partition, -1L))));
        mailbox.resume(cursor, later);
    }

    private @Nullable String missed(StreamCursor cursor) {
        for (Map.Entry<Partition, PartitionTail> entry : tails.entrySet()) {
            Long seen = cursor.seen().get(entry.getKey());
            if (seen == null) {
                return "cursor_unknown";
            }
            if (!entry.getValue().covers(seen)) {
                return "cursor_too_old";
            }
        }
        return null;
    }

    /// Tells every stream that it lives, and ends those opened before `oldest`.
    void beat(Instant oldest) {
        lock.lock();
        try {
            StreamCursor now = now();
            for (Set<Mailbox> mailboxes : streams.values()) {
                for (Mailbox mailbox : mailboxes) {
                    mailbox.say(StreamEvent.HEARTBEAT, "{}", now);
                    if (mailbox.listener().since().isBefore(oldest)) {
                        mailbox.finish();
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Cuts off the streams whose permit does not stand any more. Blocks for as long as asking
    /// does, and holds up no stream meanwhile.
    ///
    /// @param stands asked once for each permit
    void cutOffUnless(Predicate<Permit> stands) {
        streams.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(mailbox -> mailbox.listener().permit()))
                .forEach((permit, mailboxes) -> {
                    if (!stands.test(permit)) {
                        mailboxes.forEach(Mailbox::cutOff);
                    }
                });
    }

    void finishAll() {
        streams.values().forEach(mailboxes -> mailboxes.forEach(Mailbox::finish));
    }

    int open() {
        return streams.values().stream().mapToInt(Set::size).sum();
    }

    /// Where the log stands, as far as it was read.
    StreamCursor now() {
        Map<Partition, Long> last = new LinkedHashMap<>();
        tails.forEach((partition, tail) -> last.put(partition, tail.last()));
        return new StreamCursor(last);
    }

    private void remove(Mailbox mailbox) {
        streams.computeIfPresent(
                mailbox.filter().org().value(),
                (_, mailboxes) -> {
                    mailboxes.remove(mailbox);
                    return mailboxes.isEmpty() ? null : mailboxes;
                });
    }

    private PartitionTail tail(Partition partition) {
        return tails.computeIfAbsent(partition, _ -> new PartitionTail(bytes / partitions));
    }
}
