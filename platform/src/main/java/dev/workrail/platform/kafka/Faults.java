package dev.workrail.platform.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectStreamException;
import java.io.UnsupportedEncodingException;
import java.net.HttpRetryException;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.jspecify.annotations.Nullable;

/// Tells faults that pass from faults that stay.
///
/// What passes is something that is away, and is tried for as long as it is away: giving up would
/// not bring it back, and nothing is to be skipped. What stays is a bug, wrong data or a wrong
/// setting: trying again would only hide it. An input or output error that names neither, such as a
/// full disk, is tried [#PATIENCE] times, about five minutes with [Backoff], and then counts as one
/// that stays.
final class Faults {
    /// Attempts at what may pass and may stay.
    static final int PATIENCE = 36;

    /// Classes of SQLSTATE (PostgreSQL appendix A) that pass: connection, rollback by conflict,
    /// insufficient resources, operator intervention.
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int MAX_DEPTH = 16;

    private enum Kind {
        PASSES,
        UNSURE,
        STAYS
    }

    private Faults() {}

    /// @param attempt how many attempts have failed one after another, from 1
    static boolean isTransient(Throwable fault, int attempt) {
        return switch (kind(fault)) {
            case PASSES -> true;
            case UNSURE -> attempt < PATIENCE;
            case STAYS -> false;
        };
    }

    /// The same for a topology, whose next thread begins anew at what is committed: it is spared
    /// what a broker that comes back says of transactions it has ended meanwhile, or of topics it
    /// has not heard of yet. Such a fault is tried [#PATIENCE] times.
    static boolean passesWithANewThread(Throwable fault, int attempt) {
        return isTransient(fault, attempt)
                || (attempt < PATIENCE && causes(fault).anyMatch(Faults::isOfABrokersReturn));
    }

    private static boolean isOfABrokersReturn(Throwable cause) {
        return cause instanceof ApplicationRecoverableException
                || cause instanceof InvalidTxnStateException
                || cause instanceof OutOfOrderSequenceException
                || cause instanceof TransactionAbortedException
                || cause instanceof TransactionAbortableException
                || cause instanceof MissingSourceTopicException;
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
    }

    /// A fault with what is at the bottom of it, in one line.
    static String describe(Throwable fault) {
        Throwable root = causes(fault).reduce(fault, (_, cause) -> cause);
        return root == fault ? fault.toString() : fault + ", caused by " + root;
    }

    /// The first cause that is sure decides.
    private static Kind kind(Throwable fault) {
        Kind known = Kind.STAYS;
        for (Throwable cause : causes(fault).toList()) {
            Kind kind = kindOf(cause);
            if (kind == Kind.UNSURE) {
                known = kind;
            } else if (kind != null) {
                return kind;
            }
        }
        return known;
    }

    private static @Nullable Kind kindOf(Throwable cause) {
        return switch (cause) {
            case TransientFaultException _, RetriableException _, TimeoutException _ -> Kind.PASSES;
            case IOException io -> kindOf(io);
            case SQLTransientException _, SQLRecoverableException _ -> Kind.PASSES;
            case SQLException sql -> passes(sql.getSQLState()) ? Kind.PASSES : null;
            default -> null;
        };
    }

    private static Kind kindOf(IOException io) {
        return switch (io) {
            // The other side, or the way to it.
            case SocketException _, UnknownHostException _, HttpTimeoutException _ -> Kind.PASSES;
            case InterruptedIOException _, ClosedChannelException _, EOFException _ -> Kind.PASSES;
            // What was read, or what was set.
            case JsonProcessingException _, CharacterCodingException _ -> Kind.STAYS;
            case CharConversionException _, UnsupportedEncodingException _ -> Kind.STAYS;
            case ZipException _, ObjectStreamException _ -> Kind.STAYS;
            case MalformedURLException _, ProtocolException _, HttpRetryException _ -> Kind.STAYS;
            case UnknownServiceException _, FileNotFoundException _ -> Kind.STAYS;
            // No file, no right to it, no room for it, no trust: an operator may be about to mend
            // it.
            default -> Kind.UNSURE;
        };
    }

    private static boolean passes(@Nullable String state) {
        // A pool that cannot connect reports no state at all.
        return state == null || (state.length() >= 2 && PASSING.contains(state.substring(0, 2)));
    }
}
