package dev.workrail.console.outbox;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.json.ContractsJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A committed change that `wr.config` does not have yet.
///
/// @param version its place in the order of commits
/// @param value absent for a deletion
record PendingChange(long version, String key, @Nullable String value, Instant at) {
    private static final String SOURCE = "/workrail/console";
    private static final String TYPE = "dev.workrail.config.v1";

    Envelope<ConfigRecord> event() {
        ConfigKey entry = ConfigKey.parse(key);
        return new Envelope<>(
                Ids.derive("cfg", key, Long.toString(version)),
                SOURCE,
                TYPE,
                entry.org() + "/" + entry.entry() + "/" + entry.id(),
                at,
                null,
                record());
    }

    private ConfigRecord record() {
        return value == null
                ? ConfigRecord.deletion(version)
                : ConfigRecord.of(
                        version,
                        ContractsJson.read(
                                value.getBytes(StandardCharsets.UTF_8), ConfigValue.class));
    }
}
