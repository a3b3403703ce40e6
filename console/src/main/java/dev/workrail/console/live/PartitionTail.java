package dev.workrail.console.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last messages of one partition, within a bound of memory. Not thread-safe.
final class PartitionTail {
    private final Deque<LiveMessage> messages = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;
    private long began = Long.MAX_VALUE;
    private long givenUp;
    private long next;

    PartitionTail(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Notes that reading began at an offset: what lies before it was never read.
    void began(long offset) {
        began = Math.min(began, offset);
        next = Math.max(next, offset);
    }

    /// Notes that the record at an offset was read, whether or not it says something.
    void passed(long offset) {
        began = Math.min(began, offset);
        next = offset + 1;
    }

    void add(LiveMessage message) {
        messages.addLast(message);
        bytes += message.bytes();
        while (bytes > maxBytes && messages.size() > 1) {
            LiveMessage gone = messages.removeFirst();
            bytes -= gone.bytes();
            givenUp = gone.offset() + 1;
            gone.forget();
        }
    }

    /// Whether nothing after `seen` has fallen out, or was never read.
    boolean covers(long seen) {
        return next == 0 || seen + 1 >= Math.max(began, givenUp);
    }

    /// Offset of the last record read; -1 before the first.
    long last() {
        return next - 1;
    }

    List<LiveMessage> after(long seen) {
        return messages.stream().filter(message -> message.offset() > seen).toList();
    }
}
