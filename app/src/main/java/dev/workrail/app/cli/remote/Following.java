package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.LiveStream;
import dev.workrail.app.client.LiveView;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows what happens in a session while it happens.
final class Following {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS_BEFORE_IT_IS_KNOWN = 15;

    private Following() {}

    /// @return 0 where the session ended in success, else 1
    static int untilTheEnd(Remote remote, String session) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (LiveStream _ =
                remote.stream(
                        remote.org("/stream"),
                        (_, message) -> show(remote, session, message, closed))) {
            return ended(remote, session, closed);
        }
    }

    /// The stream tells at once; the view, asked now and then, tells what the stream missed.
    private static int ended(Remote remote, String session, CountDownLatch closed)
            throws InterruptedException {
        String path = remote.org("/sessions/" + Query.encoded(session));
        int unknown = 0;
        while (true) {
            if (closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(Duration.ofMillis(200));
            }
            if (!remote.exists(path)) {
                unknown++;
                if (unknown > LOOKS_BEFORE_IT_IS_KNOWN) {
                    throw CommandFailedException.foundWrong(
                            "session '%s' is not known yet; was it refused? see 'trigger events'"
                                    .formatted(session));
                }
                continue;
            }
            JsonNode ending = remote.get(path).path("ending");
            if (ending.isObject()) {
                String outcome = ending.path("outcome").asText();
                if (!remote.out().json()) {
                    remote.out().say("ended: " + outcome);
                } else {
                    remote.out().line(ending);
                }
                return outcome.equals("success") ? 0 : 1;
            }
        }
    }

    private static void show(
            Remote remote, String session, JsonNode message, CountDownLatch closed) {
        String about = message.path("session").asText(message.at("/spec/session").asText());
        if (!about.equals(session)) {
            return;
        }
        if (remote.out().json()) {
            remote.out().line(message);
        } else {
            LiveView.of(message).forEach(line -> remote.out().say(line));
        }
        if (message.path("kind").asText().equals("session_closed")) {
            closed.countDown();
        }
    }
}
