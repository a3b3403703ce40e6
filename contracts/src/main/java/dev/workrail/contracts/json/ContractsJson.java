package dev.workrail.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// The JSON form of everything on a topic: absent values are left out, instants are RFC 3339 UTC,
/// durations ISO 8601, unknown fields are ignored and unknown kinds kept.
///
/// Reading is bounded (nesting 128, one string 8 MiB), so a hostile record fails to parse instead
/// of exhausting the heap. Thread-safe.
public final class ContractsJson {
    /// Deepest accepted nesting of objects and arrays.
    public static final int MAX_NESTING = 128;

    private static final int MAX_STRING = 8 * 1024 * 1024;
    private static final JsonMapper MAPPER = build();

    private ContractsJson() {}

    /// The shared mapper. Do not reconfigure it.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// @throws UncheckedIOException where `value` has no JSON form: a bug, not bad input
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws MalformedJsonException where `json` is not JSON or does not fit `type`
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedJsonException(
                        "expected a " + type.getSimpleName() + ", was null");
            }
            return value;
        } catch (IOException e) {
            throw MalformedJsonException.from(e);
        }
    }

    /// Reads a record of a topic, and nothing less than the whole of it.
    ///
    /// @throws MalformedJsonException also where a field that every such record has is absent
    public static <T> T readWhole(byte[] json, Class<T> type) {
        T value = read(json, type);
        RequiredFields.check(value);
        return value;
    }

    public static JsonNode toTree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// @throws MalformedJsonException where `tree` does not fit `type`
    public static <T> T fromTree(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (IOException e) {
            throw MalformedJsonException.from(e);
        }
    }

    private static JsonMapper build() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(MAX_NESTING)
                                        .maxStringLength(MAX_STRING)
                                        .build())
                        .build();
        JsonMapper.Builder builder =
                JsonMapper.builder(factory)
                        .addModule(
                                new JavaTimeModule()
                                        .addDeserializer(Instant.class, new InstantReading()))
                        .addModule(new Jdk8Module())
                        .addModule(
                                new SimpleModule("families")
                                        .setDeserializerModifier(new FamilyReading.OfFamilies()))
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                        .serializationInclusion(JsonInclude.Include.NON_NULL);
        for (Class<?> family : Families.ALL) {
            registerKinds(builder, family);
        }
        return builder.build();
    }

    private static void registerKinds(JsonMapper.Builder builder, Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                registerKinds(builder, permitted);
            }
        } else if (type.isAnnotationPresent(JsonTypeName.class)) {
            builder.registerSubtypes(type);
        }
    }
}
