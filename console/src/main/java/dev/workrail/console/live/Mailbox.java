package dev.workrail.console.live;

import dev.workrail.platform.kafka.Partition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One stream: what waits for its client, within a bound, and how far the client has come.
///
/// Whoever offers never waits. Where the client does not keep up, everything that waits is dropped
/// and one `resync` takes its place: the client reads the state anew and goes on from there.
/// Thread-safe.
final class Mailbox implements Flow.Subscription {
    private final Flow.Subscriber<? super StreamEvent> client;
    private final StreamFilter filter;
    private final Instant openedAt;
    private final Consumer<Mailbox> onGone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Item> waiting = new ArrayDeque<>();
    private final Map<Partition, Long> seen = new HashMap<>();
    private int capacity;
    private long demand;
    private boolean sending;
    private boolean gone;
    private boolean complete;

    /// What waits: a message, or a word of ours with where the log stood.
    private sealed interface Item {
        record Said(LiveMessage message) implements Item {}

        record Word(String type, String json, StreamCursor at) implements Item {}
    }

    Mailbox(
            Flow.Subscriber<? super StreamEvent> client,
            StreamFilter filter,
            Instant openedAt,
            int capacity,
            Consumer<Mailbox> onGone) {
        this.client = client;
        this.filter = filter;
        this.openedAt = openedAt;
        this.capacity = capacity;
        this.onGone = onGone;
    }

    StreamFilter filter() {
        return filter;
    }

    Instant openedAt() {
        return openedAt;
    }

    /// Puts in what was said since the client left: it was kept within the log's bound already, so
    /// it does not count against this stream's.
    void resume(StreamCursor from, List<LiveMessage> missed) {
        lock.lock();
        try {
            seen.putAll(from.seen());
            waiting.add(new Item.Word(StreamEvent.HELLO, "{}", from));
            missed.stream().filter(this::wants).map(Item.Said::new).forEach(waiting::add);
            capacity += waiting.size();
        } finally {
            lock.unlock();
        }
        drain();
    }

    /// Puts a message in, unless it is not for this stream. `now` is where the log stands, should
    /// the client be behind.
    void offer(LiveMessage message, Supplier<StreamCursor> now) {
        lock.lock();
        try {
            if (!wants(message)) {
                return;
            }
            put(new Item.Said(message), now);
        } finally {
            lock.unlock();
        }
        drain();
    }

    /// A client that comes from a console which had read further has seen some of it.
    private boolean wants(LiveMessage message) {
        return filter.wants(message)
                && message.offset() > seen.getOrDefault(message.partition(), -1L);
    }

    /// Says something that is no record, with where the log stands.
    void say(String type, String json, StreamCursor now) {
        lock.lock();
        try {
            put(new Item.Word(type, json, now), () -> now);
        } finally {
            lock.unlock();
        }
        drain();
    }

    private void put(Item item, Supplier<StreamCursor> now) {
        if (!gone && waiting.size() < capacity) {
            waiting.add(item);
        } else if (!gone) {
            waiting.clear();
            waiting.add(StreamEvent.resync("slow_client", now.get()).asWord(Item.Word::new));
        }
    }

    /// Ends the stream once what waits is sent.
    void finish() {
        lock.lock();
        try {
            complete = true;
        } finally {
            lock.unlock();
        }
        drain();
    }

    @Override
    public void request(long more) {
        lock.lock();
        try {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        } finally {
            lock.unlock();
        }
        drain();
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            gone = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        onGone.accept(this);
    }

    /// Sends while the client asks and something waits. One thread at a time: a client that asks
    /// for more from within is served by the one that is at it.
    private void drain() {
        while (true) {
            StreamEvent next;
            lock.lock();
            try {
                if (sending || gone) {
                    return;
                }
                if (waiting.isEmpty() && complete) {
                    gone = true;
                    next = null;
                } else if (waiting.isEmpty() || demand == 0) {
                    return;
                } else {
                    next = event(waiting.removeFirst());
                    demand--;
                    sending = true;
                }
            } finally {
                lock.unlock();
            }
            if (next == null) {
                onGone.accept(this);
                client.onComplete();
                return;
            }
            client.onNext(next);
            lock.lock();
            try {
                sending = false;
            } finally {
                lock.unlock();
            }
        }
    }

    private StreamEvent event(Item item) {
        return switch (item) {
            case Item.Said(LiveMessage message) -> {
                seen.merge(message.partition(), message.offset(), Math::max);
                yield new StreamEvent(message.type(), message.json(), new StreamCursor(seen));
            }
            case Item.Word(String type, String json, StreamCursor at) -> {
                at.seen().forEach((partition, last) -> seen.merge(partition, last, Math::max));
                yield new StreamEvent(type, json, new StreamCursor(seen));
            }
        };
    }
}
