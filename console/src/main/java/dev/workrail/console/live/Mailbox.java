package dev.workrail.console.live;

import dev.workrail.platform.kafka.Partition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One stream: what waits for its client, within a bound, and how far the client has come.
///
/// Whoever offers never waits. Where the client does not keep up, everything that waits is dropped
/// and one `resync` takes its place: the client reads the state anew and goes on from there. What
/// waits is a place in the tail and not a copy, so a client that reads nothing holds no message
/// that the tail has given up. Thread-safe.
final class Mailbox implements Flow.Subscription {
    private final Listener listener;
    private final StreamFilter filter;
    private final StreamMeters meters;
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
        /// How far a client has come that got it.
        Map<Partition, Long> reached();

        record Said(LiveMessage message) implements Item {
            @Override
            public Map<Partition, Long> reached() {
                return Map.of(message.partition(), message.offset());
            }
        }

        record Word(String type, String json, StreamCursor at) implements Item {
            @Override
            public Map<Partition, Long> reached() {
                return at.seen();
            }
        }
    }

    Mailbox(
            Listener listener,
            StreamFilter filter,
            int capacity,
            StreamMeters meters,
            Consumer<Mailbox> onGone) {
        this.listener = listener;
        this.filter = filter;
        this.capacity = capacity;
        this.meters = meters;
        this.onGone = onGone;
    }

    StreamFilter filter() {
        return filter;
    }

    Listener listener() {
        return listener;
    }

    boolean gone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /// Puts in what was said since the client left: it was kept within the log's bound already, so
    /// it does not count against this stream's. Where all streams together have too much waiting,
    /// this one gets `resync` instead.
    void resume(StreamCursor from, List<LiveMessage> missed) {
        lock.lock();
        try {
            seen.putAll(from.seen());
            List<LiveMessage> wanted = missed.stream().filter(this::wants).toList();
            capacity += wanted.size();
            put(new Item.Word(StreamEvent.HELLO, "{}", from));
            wanted.forEach(message -> put(new Item.Said(message)));
            if (meters.tooMuchWaits()) {
                resync();
            }
        } finally {
            lock.unlock();
        }
        drain();
    }

    /// Puts a message in, unless it is not for this stream.
    void offer(LiveMessage message) {
        lock.lock();
        try {
            if (!wants(message)) {
                return;
            }
            put(new Item.Said(message));
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
            put(new Item.Word(type, json, now));
        } finally {
            lock.unlock();
        }
        drain();
    }

    private void put(Item item) {
        if (gone || complete) {
            return;
        }
        waiting.add(item);
        meters.waits(1);
        if (waiting.size() > capacity) {
            resync();
        }
    }

    /// Puts one `resync` in place of all that waits, with a cursor behind the last of it.
    private void resync() {
        Map<Partition, Long> reached = new HashMap<>();
        waiting.forEach(item -> item.reached().forEach((p, o) -> reached.merge(p, o, Math::max)));
        clear();
        waiting.add(
                StreamEvent.resync("slow_client", new StreamCursor(reached))
                        .asWord(Item.Word::new));
        meters.waits(1);
        meters.resynced("slow_client");
    }

    private void clear() {
        meters.waits(-waiting.size());
        waiting.clear();
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

    /// Ends the stream and sends nothing any more.
    void cutOff() {
        lock.lock();
        try {
            clear();
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
            clear();
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
                    next = next();
                    demand--;
                    sending = true;
                }
            } finally {
                lock.unlock();
            }
            if (next == null) {
                onGone.accept(this);
                listener.client().onComplete();
                return;
            }
            listener.client().onNext(next);
            lock.lock();
            try {
                sending = false;
            } finally {
                lock.unlock();
            }
        }
    }

    private StreamEvent next() {
        StreamEvent event = event(waiting.getFirst());
        if (event == null) {
            resync();
            return next();
        }
        waiting.removeFirst();
        meters.waits(-1);
        return event;
    }

    /// The item for the client; null where the tail has given it up.
    private @Nullable StreamEvent event(Item item) {
        return switch (item) {
            case Item.Said(LiveMessage message) ->
                    message.json().map(json -> event(message.type(), json, item)).orElse(null);
            case Item.Word(String type, String json, _) -> event(type, json, item);
        };
    }

    private StreamEvent event(String type, String json, Item item) {
        item.reached().forEach((partition, last) -> seen.merge(partition, last, Math::max));
        return new StreamEvent(type, json, new StreamCursor(seen));
    }
}
