package dev.workrail.engine.json;

import java.util.Arrays;

/// Ids of the engine. All are derived: the same input gives the same id on any machine, so a
/// repeated delivery finds what the first one made.
///
/// The form is a prefix and the lower-case base32 (RFC 4648 alphabet, no padding) of 16 bytes.
/// Thread-safe.
public final class EngineIds {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_BYTES = 16;

    private EngineIds() {}

    /// Short name of a workflow hash, `wf_…`.
    ///
    /// @throws IllegalArgumentException where `workflowHash` is no digest
    public static String workflowHashRef(String workflowHash) {
        return "wf_" + base32(Arrays.copyOf(Digest.decode(workflowHash), ID_BYTES));
    }

    /// The attempt that follows `attemptId`: on the next node after an advance, and on the retry
    /// node after a block.
    public static String nextAttemptId(String attemptId) {
        return derive("attempt_", "wr_attempt_next_v1:" + attemptId);
    }

    /// An id from the hash of a text. Give each use its own leading label in `input`.
    ///
    /// @param prefix such as `node_`, `evt_`, `run_`
    public static String derive(String prefix, String input) {
        return prefix + base32(Arrays.copyOf(Digest.bytes(input), ID_BYTES));
    }

    /// Lower-case base32 without padding.
    public static String base32(byte[] bytes) {
        StringBuilder out = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            out.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
        }
        return out.toString();
    }
}
