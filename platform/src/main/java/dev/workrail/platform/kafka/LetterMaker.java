package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.DeadLetter;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Makes dead letters of one origin. Their id is derived from where the record lay and who gave up,
/// so that a second letter for the same record is recognisable.
record LetterMaker(String origin, Clock clock) {
    private static final String TYPE = EventCodec.type("dead_letter");
    private static final int MAX_CAUSE = 500;

    DeadLetter letter(DeadLetters.RawRecord record, String code, String cause, int attempts) {
        return new DeadLetter(
                Ids.derive(
                        "dl",
                        origin,
                        record.topic(),
                        Integer.toString(record.partition()),
                        Long.toString(record.offset())),
                org(record.headers().get("ce_subject")),
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value() == null ? null : Base64.getEncoder().encodeToString(record.value()),
                record.headers(),
                code,
                cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE) + "…",
                origin,
                attempts,
                clock.instant());
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
