package dev.workrail.contracts.config;

import org.jspecify.annotations.Nullable;

/// What a tool process of a workspace may use. Absent values take the deployment's defaults.
///
/// @param network true lets tools reach the network; off by default
public record SandboxSettings(
        boolean network,
        @Nullable Integer memoryMiB,
        @Nullable Integer cpuSeconds,
        @Nullable Integer processes,
        @Nullable Integer timeoutSeconds) {}
