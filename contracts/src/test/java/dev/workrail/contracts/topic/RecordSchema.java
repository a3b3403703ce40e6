package dev.workrail.contracts.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON Schema of contracts records, read from their components.
final class RecordSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /// All schemas that were needed so far, by name.
    Map<String, ObjectNode> schemas() {
        return schemas;
    }

    /// A reference to the schema of `type`, which is added where it is new.
    ObjectNode reference(Class<?> type) {
        String name = name(type);
        if (!schemas.containsKey(name)) {
            schemas.put(name, JSON.objectNode());
            schemas.put(name, type.isSealed() ? oneOf(type) : record(type));
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode oneOf(Class<?> family) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode options = schema.putArray("oneOf");
        for (Class<?> sub : family.getPermittedSubclasses()) {
            if (sub.isSealed() || sub.isAnnotationPresent(JsonTypeName.class)) {
                options.add(reference(sub));
            }
        }
        return schema.put("discriminator", "kind");
    }

    private ObjectNode record(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = JSON.objectNode();
        JsonTypeName kind = type.getAnnotation(JsonTypeName.class);
        if (kind != null) {
            properties.putObject("kind").put("const", kind.value());
            required.add("kind");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
        schema.set("properties", properties);
        return schema;
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? JSON.objectNode().put("type", "array").set("items", of(arguments[0]))
                    : JSON.objectNode()
                            .put("type", "object")
                            .set("additionalProperties", of(arguments[1]));
        }
        return simple((Class<?>) type);
    }

    private ObjectNode simple(Class<?> type) {
        if (type == String.class) {
            return JSON.objectNode().put("type", "string");
        } else if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return JSON.objectNode().put("type", "integer");
        } else if (type == double.class || type == Double.class) {
            return JSON.objectNode().put("type", "number");
        } else if (type == boolean.class || type == Boolean.class) {
            return JSON.objectNode().put("type", "boolean");
        } else if (type == Instant.class) {
            return JSON.objectNode().put("type", "string").put("format", "date-time");
        } else if (type == Duration.class) {
            return JSON.objectNode().put("type", "string").put("format", "duration");
        } else if (type == JsonNode.class || type == Object.class) {
            return JSON.objectNode();
        } else if (type.isEnum()) {
            return enumeration(type);
        } else if (isId(type)) {
            return JSON.objectNode().put("type", "string").put("title", type.getSimpleName());
        }
        return reference(type);
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            try {
                JsonProperty property = type.getField(name).getAnnotation(JsonProperty.class);
                values.add(property == null ? name : property.value());
            } catch (NoSuchFieldException e) {
                throw new AssertionError(e);
            }
        }
        return schema;
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }
}
