package dev.workrail.bench;

/// Reads something once.
@FunctionalInterface
interface Read {
    void run() throws Exception;
}
