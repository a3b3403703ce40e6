package dev.workrail.console.operation;

import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.DeadLetter;
import java.util.Base64;
import java.util.Optional;

/// How a letter's work is done again: decided by what the letter holds, not by where it lay.
sealed interface Replay {
    /// A delivery that was given up: the delivery role is told to begin anew.
    record Redelivery(DeliveryId delivery) implements Replay {}

    /// A trigger event that was accepted and not taken: it happens again, and says what it replays.
    record Occurrence(TriggerEvent.Accepted event) implements Replay {}

    /// A record that its reader could not process: it is put back where it lay.
    @SuppressWarnings("ArrayRecordComponent") // Never compared; written as it is.
    record PutBack(byte[] value) implements Replay {}

    /// There was no record.
    record Nothing() implements Replay {}

    static Replay of(DeadLetter letter) {
        Optional<byte[]> value = value(letter);
        if (value.isEmpty()) {
            return new Nothing();
        }
        byte[] bytes = value.get();
        if (letter.topic().equals(Topics.DELIVERIES.name()) && deliveryOf(letter, bytes)) {
            return new Redelivery(new DeliveryId(letter.id()));
        }
        if (letter.topic().equals(Topics.TRIGGERS.name())
                && read(bytes, TriggerEvent.class).orElse(null)
                        instanceof TriggerEvent.Accepted accepted
                && accepted.org().equals(letter.org())) {
            return new Occurrence(accepted);
        }
        return new PutBack(bytes);
    }

    private static boolean deliveryOf(DeadLetter letter, byte[] value) {
        return read(value, DeliveryRequest.class)
                .filter(request -> request.delivery() != null)
                .filter(request -> request.delivery().value().equals(letter.id()))
                .filter(request -> request.org().equals(letter.org()))
                .isPresent();
    }

    private static Optional<byte[]> value(DeadLetter letter) {
        try {
            return Optional.ofNullable(letter.value()).map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            // Not base64: nothing that lay on a topic.
            return Optional.empty();
        }
    }

    private static <T> Optional<T> read(byte[] value, Class<T> type) {
        try {
            return Optional.of(ContractsJson.read(value, type));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
