package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {
    private static final int MANY = 1_000_000;

    @ParameterizedTest
    @MethodSource
    void shouldTryForAsLongAsSomethingIsAway(Throwable fault) {
        assertThat(Faults.isTransient(fault, 1)).isTrue();
        assertThat(Faults.isTransient(fault, MANY)).isTrue();
    }

    static Stream<Throwable> shouldTryForAsLongAsSomethingIsAway() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new SocketTimeoutException("Read timed out"),
                new UnknownHostException("kafka"),
                new HttpTimeoutException("request timed out"),
                new UncheckedIOException(new ConnectException("Connection refused")),
                new IOException("no answer", new ConnectException("Connection refused")),
                new NotLeaderOrFollowerException("moved"),
                new TransientFaultException("not yet", new IllegalStateException()),
                new SQLException("Acquisition timeout"),
                new SQLException("terminating connection", "57P01"),
                new CompletionException(new SQLException("connection refused", "08001")));
    }

    @ParameterizedTest
    @MethodSource
    void shouldNotTryAgainWhatIsWrong(Throwable fault) {
        assertThat(Faults.isTransient(fault, 1)).isFalse();
    }

    static Stream<Throwable> shouldNotTryAgainWhatIsWrong() {
        @Nullable JsonParser noParser = null;
        return Stream.of(
                new IllegalStateException("a bug"),
                new JsonParseException(noParser, "Unexpected character"),
                new UncheckedIOException(new MalformedInputException(1)),
                new FileNotFoundException("/etc/keys"),
                new RecordTooLargeException("too large"),
                new SQLException("duplicate key", "23505"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldGiveUpAfterMinutesOnWhatMayBeEither(Throwable fault) {
        assertThat(Faults.isTransient(fault, 1)).isTrue();
        assertThat(Faults.isTransient(fault, Faults.PATIENCE - 1)).isTrue();
        assertThat(Faults.isTransient(fault, Faults.PATIENCE)).isFalse();
    }

    static Stream<Throwable> shouldGiveUpAfterMinutesOnWhatMayBeEither() {
        return Stream.of(
                new IOException("No space left on device"),
                new FileSystemException("/data/blobs", null, "Read-only file system"),
                new UncheckedIOException(new AccessDeniedException("/data/blobs")));
    }

    @ParameterizedTest
    @MethodSource
    void shouldStartAThreadAnewWhereABrokerThatIsBackEndedItsTransaction(Throwable fault) {
        assertThat(Faults.passesWithANewThread(fault, 1)).isTrue();
        assertThat(Faults.passesWithANewThread(fault, Faults.PATIENCE)).isFalse();
        assertThat(Faults.isTransient(fault, 1)).as("with the same producer").isFalse();
    }

    static Stream<Throwable> shouldStartAThreadAnewWhereABrokerThatIsBackEndedItsTransaction() {
        return Stream.of(
                        new InvalidTxnStateException("not ongoing"),
                        new ProducerFencedException("an epoch later"),
                        new InvalidPidMappingException("forgotten"),
                        new UnknownProducerIdException("forgotten"),
                        new TransactionAbortedException("timed out"),
                        new TransactionAbortableException("abort it"))
                .<Throwable>map(cause -> new StreamsException("could not commit", cause));
    }

    @Test
    void shouldStartAThreadAnewWhereABrokerThatIsBackDoesNotKnowATopicYet() {
        assertThat(Faults.passesWithANewThread(new MissingSourceTopicException("none"), 1))
                .isTrue();
    }

    @Test
    void shouldNotStartAThreadAnewForABug() {
        assertThat(
                        Faults.passesWithANewThread(
                                new StreamsException(new IllegalStateException("a bug")), 1))
                .isFalse();
    }

    @Test
    void shouldBePatientForAboutFiveMinutes() {
        long least = IntStream.range(1, Faults.PATIENCE).mapToLong(FaultsTest::leastWait).sum();
        assertThat(least).isBetween(120_000L, 300_000L);
    }

    @Test
    void shouldSayWhatIsAtTheBottom() {
        assertThat(
                        Faults.describe(
                                new IllegalStateException(
                                        "no position", new ConnectException("Connection refused"))))
                .contains("no position", "caused by", "Connection refused");
    }

    /// A wait is between half and the whole of what the attempt allows.
    private static long leastWait(int attempt) {
        return IntStream.range(0, 200)
                .mapToLong(_ -> Backoff.after(attempt).toMillis())
                .min()
                .orElseThrow();
    }
}
