package dev.workrail.console.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last messages of one partition, within a bound of memory. Not thread-safe.
final class PartitionTail {
    private final Deque<LiveMessage> messages = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;
    private long from = Long.MAX_VALUE;
    private long next;

    PartitionTail(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Notes that the record at an offset was read, whether or not it says something.
    void passed(long offset) {
        from = Math.min(from, offset);
        next = offset + 1;
    }

    void add(LiveMessage message) {
        messages.addLast(message);
        bytes += message.bytes();
        while (bytes > maxBytes && messages.size() > 1) {
            LiveMessage gone = messages.removeFirst();
            bytes -= gone.bytes();
            from = gone.offset() + 1;
        }
    }

    /// Whether nothing after `seen` has fallen out, or was never read.
    boolean covers(long seen) {
        return from == Long.MAX_VALUE || seen + 1 >= from;
    }

    /// Offset of the last record read; -1 before the first.
    long last() {
        return next - 1;
    }

    List<LiveMessage> after(long seen) {
        return messages.stream().filter(message -> message.offset() > seen).toList();
    }
}
