package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.DeadLetters.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/// Turns a record that a topology cannot read into a dead letter, written by the same producer and
/// in the same transaction as what the topology writes, and goes on. Kafka makes it by reflection.
public final class DeadLetterOnMalformed implements DeserializationExceptionHandler {
    static final String LETTERS = "workrail.dead.letters";
    static final String METRICS = "workrail.loop.metrics";

    @SuppressWarnings("NullAway.Init") // Set by configure, which Kafka calls first.
    private LetterMaker letters;

    @SuppressWarnings("NullAway.Init")
    private LoopMetrics metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = (LetterMaker) required(configs, LETTERS);
        metrics = (LoopMetrics) required(configs, METRICS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        metrics.malformed(record.topic());
        RawRecord raw = RecordDecoder.raw(record);
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        DeadLetter letter = letters.letter(raw, "malformed", String.valueOf(cause.getMessage()), 1);
        return Response.resume(List.of(record(letters, letter)));
    }

    static ProducerRecord<byte[], byte[]> record(LetterMaker letters, DeadLetter letter) {
        EncodedEvent encoded = EventCodec.encode(letters.envelope(letter));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.DEAD_LETTERS.name(),
                        LetterMaker.keyOf(letter).getBytes(StandardCharsets.UTF_8),
                        encoded.value());
        encoded.headers()
                .forEach((name, text) ->
                        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    static Object required(Map<String, ?> configs, String name) {
        Object value = configs.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set; run topologies by StreamsRunner");
        }
        return value;
    }
}
