package dev.workrail.contracts.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Makes one full instance of any contracts record, the same on every run.
final class Samples {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private Samples() {}

    static Object of(Class<?> record) {
        try {
            RecordComponent[] components = record.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(components[i].getGenericType(), components[i].getName());
            }
            Class<?>[] types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + record, e);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? List.of(value(arguments[0], name))
                    : Map.of("key", value(arguments[1], name));
        }
        return simple((Class<?>) type, name);
    }

    private static Object simple(Class<?> type, String name) {
        if (type == String.class) {
            return name;
        } else if (type == int.class || type == Integer.class) {
            return 7;
        } else if (type == long.class || type == Long.class) {
            return 70_000_000_007L;
        } else if (type == double.class || type == Double.class) {
            return 1.5;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return AT;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(15);
        } else if (type == JsonNode.class) {
            return JsonNodeFactory.instance.objectNode().put("sample", true);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isSealed()) {
            return of(type.getPermittedSubclasses()[0]);
        }
        return of(type);
    }
}
