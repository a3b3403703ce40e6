package dev.workrail.worker.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Collects a stream into at most `limit` bytes: its first half and its last half, so that both how
/// a command began and how it ended stay visible. Thread-safe: what a late writer adds is left out.
final class BoundedOutput {
    private final int half;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] tail = new byte[0];
    private long seen;
    private long tailed;

    BoundedOutput(int limit) {
        half = Math.max(1, limit / 2);
    }

    void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            add(buffer, n);
        }
    }

    private synchronized void add(byte[] bytes, int length) {
        seen += length;
        int toHead = Math.min(length, half - head.size());
        head.write(bytes, 0, toHead);
        if (toHead < length && tail.length == 0) {
            tail = new byte[half];
        }
        for (int i = toHead; i < length; i++) {
            tail[(int) (tailed++ % half)] = bytes[i];
        }
    }

    synchronized boolean truncated() {
        return tailed > half;
    }

    synchronized byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toByteArray());
        if (truncated()) {
            String note = "\n[… %d bytes left out …]\n".formatted(seen - 2L * half);
            out.writeBytes(note.getBytes(StandardCharsets.UTF_8));
        }
        long kept = Math.min(tailed, half);
        for (long i = tailed - kept; i < tailed; i++) {
            out.write(tail[(int) (i % half)]);
        }
        return out.toByteArray();
    }
}
