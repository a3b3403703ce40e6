package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads a polled batch: well-formed records come out, malformed ones are dead letters before it
/// returns, tombstones are passed over (a deletion is a record that says so).
final class BatchReader<T> {
    private final RecordDecoder<T> decoder;
    private final DeadLetters deadLetters;
    private final LoopMetrics metrics;

    BatchReader(RecordDecoder<T> decoder, DeadLetters deadLetters, LoopMetrics metrics) {
        this.decoder = decoder;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    List<Received<T>> read(List<ConsumerRecord<byte[], byte[]>> batch)
            throws ExecutionException, InterruptedException {
        List<Received<T>> read = new ArrayList<>(batch.size());
        List<CompletableFuture<Position>> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (record.value() == null && record.key() != null) {
                continue;
            }
            try {
                read.add(decoder.decode(record));
            } catch (MalformedJsonException malformed) {
                metrics.malformed(record.topic());
                letters.add(
                        deadLetters.malformed(
                                RecordDecoder.raw(record), String.valueOf(malformed.getMessage())));
            }
        }
        for (CompletableFuture<Position> letter : letters) {
            letter.get();
        }
        return read;
    }

    void refuse(Received<?> record, MalformedRecordException why)
            throws ExecutionException, InterruptedException {
        deadLetters.refuse(record, why).get();
    }
}
