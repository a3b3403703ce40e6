package dev.workrail.worker.tool;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which files the agent has seen, and as what. A file may be changed only as it was last seen.
///
/// Compares contents, not times, so that it stays true when another worker restores the worktree.
public final class ReadLedger {
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /// @param path relative to the worktree
    void saw(String path, byte[] content) {
        digests.put(path, digest(content));
    }

    boolean knows(String path) {
        return digests.containsKey(path);
    }

    boolean current(String path, byte[] content) {
        return digest(content).equals(digests.get(path));
    }

    /// Everything seen, for the checkpoint.
    public Map<String, String> entries() {
        return Map.copyOf(digests);
    }

    public void restore(Map<String, String> entries) {
        digests.putAll(entries);
    }

    private static String digest(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(whole, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
