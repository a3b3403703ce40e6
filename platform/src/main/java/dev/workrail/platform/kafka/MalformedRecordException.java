package dev.workrail.platform.kafka;

/// Says that a record can never be handled, whoever tries how often: it becomes a dead letter.
public final class MalformedRecordException extends RuntimeException {
    private final String code;

    /// @param code a fixed word for the reason, such as `malformed`
    /// @param cause one line; no payload and no secret
    public MalformedRecordException(String code, String cause) {
        super(cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
