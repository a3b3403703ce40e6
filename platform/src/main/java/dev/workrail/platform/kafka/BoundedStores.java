package dev.workrail.platform.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/// Lets every store of a process live in one bound of memory, instead of each in its own. Kafka
/// makes it by reflection.
public final class BoundedStores implements RocksDBConfigSetter {
    static final String MEMORY = "workrail.store.memory";

    private static final long BUFFER_BYTES = 4L << 20;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        if (!(configs.get(MEMORY) instanceof StoreMemory memory)) {
            throw new IllegalStateException(
                    MEMORY + " is not set; run topologies by StreamsRunner");
        }
        StoreMemory.Shared shared = memory.shared();
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.blocks());
        // Else indexes and filters of every file are kept beside the bound.
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.buffers());
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String store, Options options) {
        // What is shared outlives a store.
    }
}
