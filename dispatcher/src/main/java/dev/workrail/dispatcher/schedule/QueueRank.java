package dev.workrail.dispatcher.schedule;

/// A session's place in line, kept for its life: lower goes first.
///
/// @param urgency 0 for all until priorities and deadlines are weighed; lower is more urgent
/// @param sequence order of acceptance within the domain
public record QueueRank(long urgency, long sequence) implements Comparable<QueueRank> {
    @Override
    public int compareTo(QueueRank other) {
        int byUrgency = Long.compare(urgency, other.urgency);
        return byUrgency != 0 ? byUrgency : Long.compare(sequence, other.sequence);
    }
}
