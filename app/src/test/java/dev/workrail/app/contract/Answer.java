package dev.workrail.app.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// What a call was answered.
///
/// @param endless a stream that opened: its body was not read
record Answer(int status, String mediaType, byte[] body, boolean endless) {
    static Answer read(HttpResponse<InputStream> response, boolean streams) throws IOException {
        String mediaType =
                response.headers().firstValue("Content-Type").orElse("").split(";")[0].strip();
        boolean endless = streams && response.statusCode() == 200;
        try (InputStream body = response.body()) {
            return new Answer(
                    response.statusCode(),
                    mediaType,
                    endless ? new byte[0] : body.readAllBytes(),
                    endless);
        }
    }

    boolean succeeded() {
        return status < 300;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
