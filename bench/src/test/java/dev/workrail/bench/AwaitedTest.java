package dev.workrail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class AwaitedTest {
    private final Awaited<String> awaited = new Awaited<>();

    @Test
    void shouldHandOverWhicheverComesFirst() throws Exception {
        awaited.arrived("early", "a");
        CompletableFuture<String> waiting =
                Background.run(() -> awaited.await("late", Duration.ofSeconds(20)));
        awaited.arrived("late", "b");

        assertThat(awaited.await("early", Duration.ZERO)).isEqualTo("a");
        assertThat(waiting.get()).isEqualTo("b");
    }

    @Test
    void shouldSayWhatWillNotArriveAndWhatDidNotInTime() {
        awaited.failed("lost", new IllegalStateException("lost"));

        assertThatThrownBy(() -> awaited.await("lost", Duration.ZERO))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("lost");
        assertThatThrownBy(() -> awaited.await("slow", Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class);
    }
}
