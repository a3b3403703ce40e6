package dev.workrail.platform.trigger.request;

/// A body that cannot be read. The message says where and why and never repeats the body.
///
/// @see PayloadReader
public final class MalformedPayloadException extends RuntimeException {
    private final int line;
    private final int column;

    MalformedPayloadException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /// 1-based; 0 where the fault has no place in the text.
    public int line() {
        return line;
    }

    /// 1-based, counted in characters; 0 where the fault has no place in the text.
    public int column() {
        return column;
    }
}
