package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Writes records that could not be processed to `wr.dead-letters`: whole, with cause, origin and
/// attempts, under their original key.
///
/// The id is derived from where the record lay and who gave up, so a second letter for the same
/// record is recognisable. Thread-safe.
public final class DeadLetters {
    private final EventPublisher publisher;
    private final LetterMaker maker;

    /// @param origin the role that gives up
    public DeadLetters(EventPublisher publisher, String origin, Clock clock) {
        this.publisher = publisher;
        this.maker = new LetterMaker(origin, clock);
    }

    public String origin() {
        return maker.origin();
    }

    /// Writes a letter about a record that a handler refused.
    public CompletableFuture<Position> refuse(Received<?> record, MalformedRecordException why) {
        return giveUp(record, why.code(), String.valueOf(why.getMessage()), 1);
    }

    /// Writes a letter about a record that was read well but could not be processed.
    ///
    /// @param code a fixed word for the reason, such as `queue_full`
    /// @param cause one line; no payload and no secret
    public CompletableFuture<Position> giveUp(
            Received<?> record, String code, String cause, int attempts) {
        var encoded = EventCodec.encode(record.envelope());
        return write(
                maker.letter(
                        new RawRecord(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.key(),
                                encoded.value(),
                                encoded.headers()),
                        code,
                        cause,
                        attempts));
    }

    /// Writes a letter about bytes that could not be read.
    CompletableFuture<Position> malformed(RawRecord record, String cause) {
        return write(maker.letter(record, "malformed", cause, 1));
    }

    /// Writes a letter made elsewhere.
    public CompletableFuture<Position> write(DeadLetter letter) {
        return publisher.publish(
                Topics.DEAD_LETTERS, LetterMaker.keyOf(letter), maker.envelope(letter));
    }

    /// A record before it was understood.
    record RawRecord(
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, String> headers) {}
}
