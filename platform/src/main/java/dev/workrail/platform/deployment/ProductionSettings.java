package dev.workrail.platform.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the production checks look at, taken from the configuration.
///
/// @param bootstrapServers `workrail.kafka.bootstrap-servers`
/// @param clientProperties of Kafka, with the properties file's
/// @param replicationFactor `workrail.kafka.replication-factor`
/// @param databaseUrl `quarkus.datasource.jdbc.url`
/// @param databaseUser `quarkus.datasource.username`
/// @param keysDirectory `workrail.secrets.keys-dir`
/// @param blobStore `workrail.blobs.store`
/// @param blobKeyMounted whether the file of `workrail.blobs.key-file` is there
record ProductionSettings(
        String bootstrapServers,
        Map<String, String> clientProperties,
        int replicationFactor,
        Optional<String> databaseUrl,
        Optional<String> databaseUser,
        Optional<String> keysDirectory,
        String blobStore,
        boolean blobKeyMounted,
        Set<String> roles) {}
