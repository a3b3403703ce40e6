package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.DeadLetters.RawRecord;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Turns a record that a fold cannot take (a field is absent that every such record has) into a
/// dead letter, in the same transaction as what the topology writes, and goes on. Any other fault
/// stops the topology.
///
/// For topologies whose folds are pure and keep nothing of a record they fail on; chosen with
/// `processing.exception.handler`. Kafka makes it by reflection.
public final class DeadLetterOnRefused implements ProcessingExceptionHandler {
    @SuppressWarnings("NullAway.Init") // Set by configure, which Kafka calls first.
    private LetterMaker letters;

    @SuppressWarnings("NullAway.Init")
    private LoopMetrics metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        letters =
                (LetterMaker)
                        DeadLetterOnMalformed.required(configs, DeadLetterOnMalformed.LETTERS);
        metrics =
                (LoopMetrics)
                        DeadLetterOnMalformed.required(configs, DeadLetterOnMalformed.METRICS);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        if (!blames(fault)) {
            return Response.fail();
        }
        metrics.malformed(context.topic());
        byte @Nullable [] key = context.sourceRawKey();
        RawRecord raw =
                new RawRecord(
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        key == null ? null : RecordDecoder.text(key),
                        // Absent where a store's cache had the record last: then the letter has
                        // its position alone.
                        context.sourceRawValue(),
                        RecordDecoder.headers(context.headers()));
        DeadLetter letter =
                letters.letter(raw, "refused", "a field that every such record has is absent", 1);
        return Response.resume(List.of(DeadLetterOnMalformed.record(letters, letter)));
    }

    private static boolean blames(Exception fault) {
        return switch (fault) {
            case NullPointerException _, IllegalArgumentException _ -> true;
            case MalformedJsonException _, UncheckedIOException _ -> true;
            default -> false;
        };
    }
}
