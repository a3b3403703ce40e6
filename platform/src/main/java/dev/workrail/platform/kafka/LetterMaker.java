package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.DeadLetter;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes dead letters of one origin. Their id is derived from where the record lay and who gave up,
/// so that a second letter for the same record is recognisable.
record LetterMaker(String origin, Clock clock) {
    private static final String TYPE = EventCodec.type("dead_letter");
    private static final int MAX_CAUSE = 500;

    /// As base64 it grows by a third, and must fit into a letter. Only a letter is longer.
    private static final int MAX_VALUE_BYTES = 1_200_000;

    private static final int MAX_HEADER_CHARS = 8_192;
    private static final int MAX_HEADERS = 32;

    DeadLetter letter(DeadLetters.RawRecord record, String code, String cause, int attempts) {
        return new DeadLetter(
                Ids.derive(
                        "dl",
                        origin,
                        record.topic(),
                        Integer.toString(record.partition()),
                        Long.toString(record.offset())),
                org(record.headers().get(EventCodec.SUBJECT)),
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                fits(record) && record.value() != null
                        ? Base64.getEncoder().encodeToString(record.value())
                        : null,
                headers(record.headers()),
                code,
                cause(record, cause),
                origin,
                attempts,
                clock.instant());
    }

    private static boolean fits(DeadLetters.RawRecord record) {
        return record.value() == null || record.value().length <= MAX_VALUE_BYTES;
    }

    /// What is too long to be copied is still where the letter says that it lay.
    private static String cause(DeadLetters.RawRecord record, String cause) {
        String cut = cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE) + "…";
        return fits(record)
                ? cut
                : "%s (its %d bytes are too many to be copied here)"
                        .formatted(cut, record.value() == null ? 0 : record.value().length);
    }

    private static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>();
        for (Map.Entry<String, String> header : new TreeMap<>(headers).entrySet()) {
            String text = header.getValue();
            if (kept.size() < MAX_HEADERS && header.getKey().length() <= MAX_HEADER_CHARS) {
                kept.put(
                        header.getKey(),
                        text.length() <= MAX_HEADER_CHARS
                                ? text
                                : text.substring(0, MAX_HEADER_CHARS) + "…");
            }
        }
        return kept;
    }

    private static @Nullable OrgId org(@Nullable String subject) {
        int slash = subject == null ? -1 : subject.indexOf('/');
        if (subject == null || slash <= 0) {
            return null;
        }
        try {
            return new OrgId(subject.substring(0, slash));
        } catch (IllegalArgumentException e) {
            // The record is malformed; its subject may be too. The letter then has no org.
            return null;
        }
    }

    Envelope<DeadLetter> envelope(DeadLetter letter) {
        String org = letter.org() == null ? "" : letter.org().value();
        return new Envelope<>(
                letter.id(),
                "/workrail/" + origin,
                TYPE,
                org + "/" + letter.id(),
                letter.at(),
                letter.headers().get("traceparent"),
                letter);
    }

    static String keyOf(DeadLetter letter) {
        return letter.key() == null ? letter.topic() : letter.key();
    }
}
