package dev.workrail.platform.kafka;

import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// The memory outside the heap that all stores of a process share: blocks, indexes and what is not
/// flushed yet. Taken when the first store opens. Thread-safe.
final class StoreMemory {
    /// For every topology of the process together.
    static final long BYTES = 64L << 20;

    private final long bytes;
    private @Nullable Shared shared;

    /// @param blocks also holds what the buffers take, so the bound is one
    record Shared(Cache blocks, WriteBufferManager buffers) {}

    StoreMemory(long bytes) {
        this.bytes = bytes;
    }

    synchronized Shared shared() {
        Shared known = shared;
        if (known == null) {
            RocksDB.loadLibrary();
            Cache blocks = new LRUCache(bytes);
            known = new Shared(blocks, new WriteBufferManager(bytes / 2, blocks));
            shared = known;
        }
        return known;
    }
}
