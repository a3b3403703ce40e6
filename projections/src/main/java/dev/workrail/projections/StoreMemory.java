package dev.workrail.projections;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// Bounds the memory that all stores of this process take together, outside the heap: 48 MiB for
/// what is read and written. Without it each store of each partition takes its own 98 MiB.
///
/// Kafka makes one for each store by reflection, so what they share is held by the class.
public final class StoreMemory implements RocksDBConfigSetter {
    private static final long BYTES = 48L * 1024 * 1024;
    private static final long WRITE_BYTES = 16L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;
    private static final int WRITE_BUFFERS = 2;

    private static final class Shared {
        static final Cache CACHE;
        static final WriteBufferManager WRITES;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(BYTES);
            WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);
        }

        private Shared() {}
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.WRITES);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    /// What is shared outlives every store.
    @Override
    public void close(String storeName, Options options) {}
}
