package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.MalformedJsonException;

/// Says that a record can never be handled, whoever tries how often: it becomes a dead letter.
public final class MalformedRecordException extends RuntimeException {
    private final String code;

    /// @param code a fixed word for the reason, such as `malformed`
    /// @param cause one line; no payload and no secret
    public MalformedRecordException(String code, String cause) {
        super(cause);
        this.code = code;
    }

    static MalformedRecordException from(MalformedJsonException why) {
        return new MalformedRecordException("malformed", String.valueOf(why.getMessage()));
    }

    public String code() {
        return code;
    }
}
