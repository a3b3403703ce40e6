package dev.workrail.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.ResourceText;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The released schemas. A version, once released, is never edited; a new one is added beside it.
/// Immutable.
public final class SchemaVersions {
    /// The version a file has that declares none.
    public static final int DEFAULT = 1;

    private static final int CURRENT = 1;
    private final NavigableMap<Integer, WorkflowSchema> byVersion;

    /// @param byVersion schema text by version; the highest is the current one
    SchemaVersions(NavigableMap<Integer, String> byVersion) {
        NavigableMap<Integer, WorkflowSchema> schemas = new TreeMap<>();
        byVersion.forEach((version, text) -> schemas.put(version, new WorkflowSchema(text)));
        this.byVersion = Collections.unmodifiableNavigableMap(schemas);
    }

    /// Those this engine was released with.
    public static SchemaVersions released() {
        return Holder.RELEASED;
    }

    /// The newest version this engine knows.
    public int current() {
        return byVersion.lastKey();
    }

    /// The schema of a version; of one that is newer, or that never was, the current one.
    WorkflowSchema schema(long version) {
        if (version < 1 || version > current()) {
            return byVersion.lastEntry().getValue();
        }
        WorkflowSchema schema = byVersion.get((int) version);
        return schema == null ? byVersion.lastEntry().getValue() : schema;
    }

    /// The version a definition declares; [#DEFAULT] where it declares none or no whole number.
    public static long declared(JsonNode definition) {
        JsonNode version = Json.get(definition, "schemaVersion");
        if (version == null || !version.canConvertToExactIntegral()) {
            return DEFAULT;
        }
        return version.canConvertToLong() ? version.longValue() : Long.MAX_VALUE;
    }

    private static final class Holder {
        static final SchemaVersions RELEASED = load();

        private static SchemaVersions load() {
            NavigableMap<Integer, String> texts = new TreeMap<>();
            for (int version = 1; version <= CURRENT; version++) {
                texts.put(
                        version,
                        ResourceText.of(
                                "/dev/workrail/engine/schema/workflow-" + version + ".json"));
            }
            return new SchemaVersions(texts);
        }
    }
}
