package dev.workrail.platform.kafka;

import org.jspecify.annotations.Nullable;

/// Does several things whatever happens to each, and remembers the first fault. Not thread-safe.
final class FirstFault {
    private @Nullable Exception first;

    /// Something that may fail.
    interface Deed {
        void run() throws Exception;
    }

    void from(Deed deed) {
        try {
            deed.run();
        } catch (Exception fault) {
            if (first == null) {
                first = fault;
            } else {
                first.addSuppressed(fault);
            }
        }
    }

    void rethrow() throws Exception {
        if (first != null) {
            throw first;
        }
    }
}
