package dev.workrail.delivery.callback;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Status and headers of an HTTP/1.1 response (RFC 9112), read with bounds. Header names are lower
/// case; of a repeated header the first counts.
record HttpAnswer(int status, Map<String, String> headers) {
    private static final int MAX_HEAD_BYTES = 32 * 1024;
    private static final int FIRST_FINAL_STATUS = 200;
    private static final int MAX_INTERIM = 8;

    /// Reads the final response; interim ones (1xx) are passed over.
    static HttpAnswer read(InputStream in) throws IOException {
        for (int i = 0; i <= MAX_INTERIM; i++) {
            HttpAnswer answer = readOne(in);
            if (answer.status >= FIRST_FINAL_STATUS) {
                return answer;
            }
        }
        throw new IOException("too many interim responses");
    }

    private static HttpAnswer readOne(InputStream in) throws IOException {
        String[] lines = head(in).split("\r?\n");
        String[] first = lines[0].split(" ", 3);
        if (first.length < 2
                || !first[0].startsWith("HTTP/1.")
                || !first[1].matches("[1-5]\\d\\d")) {
            throw new IOException("not an HTTP/1.1 response");
        }
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
                headers.putIfAbsent(name, lines[i].substring(colon + 1).strip());
            }
        }
        return new HttpAnswer(Integer.parseInt(first[1]), headers);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD_BYTES) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended before a response");
            }
            head.append((char) next);
            if (endsHead(head)) {
                return new String(
                        head.toString().getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.ISO_8859_1);
            }
        }
        throw new IOException(
                "the response has more than %d bytes of headers".formatted(MAX_HEAD_BYTES));
    }

    private static boolean endsHead(StringBuilder head) {
        int length = head.length();
        return head.charAt(length - 1) == '\n'
                && (head.indexOf("\r\n\r\n", length - 4) >= 0
                        || head.indexOf("\n\n", length - 2) >= 0);
    }
}
