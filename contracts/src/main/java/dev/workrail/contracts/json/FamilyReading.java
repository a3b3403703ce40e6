package dev.workrail.contracts.json;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads a member of a sealed family straight from the parser where its kind stands first and is
/// known, which is what we write. Everything else goes the long way, which holds tokens back and
/// hands them on at each level.
final class FamilyReading extends JsonDeserializer<Object> {
    private static final String KIND = "kind";

    private final Map<String, JavaType> kinds;
    private final Map<String, JsonDeserializer<Object>> readings = new ConcurrentHashMap<>();

    private FamilyReading(Map<String, JavaType> kinds) {
        this.kinds = kinds;
    }

    /// Has every sealed family read this way.
    static final class OfFamilies extends BeanDeserializerModifier {
        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config,
                BeanDescription description,
                JsonDeserializer<?> otherwise) {
            Class<?> type = description.getBeanClass();
            if (!type.isSealed() || !Kinded.class.isAssignableFrom(type)) {
                return otherwise;
            }
            Map<String, JavaType> kinds = new HashMap<>();
            collect(config, type, kinds);
            return new FamilyReading(kinds);
        }

        private static void collect(
                DeserializationConfig config, Class<?> type, Map<String, JavaType> kinds) {
            JsonTypeName name = type.getAnnotation(JsonTypeName.class);
            if (type.isSealed()) {
                for (Class<?> permitted : type.getPermittedSubclasses()) {
                    collect(config, permitted, kinds);
                }
            } else if (name != null) {
                kinds.put(name.value(), config.constructType(type));
            }
        }
    }

    @Override
    public Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer byKind)
            throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            parser.nextToken();
        }
        if (!parser.hasToken(JsonToken.FIELD_NAME) || !KIND.equals(parser.currentName())) {
            return byKind.deserializeTypedFromObject(parser, context);
        }
        JsonDeserializer<Object> reading =
                parser.nextToken() == JsonToken.VALUE_STRING
                        ? reading(parser.getText(), context)
                        : null;
        if (reading == null) {
            return byKind.deserializeTypedFromObject(again(parser, context), context);
        }
        parser.nextToken();
        return reading.deserialize(parser, context);
    }

    private @Nullable JsonDeserializer<Object> reading(String kind, DeserializationContext context)
            throws IOException {
        JsonDeserializer<Object> known = readings.get(kind);
        JavaType type = known == null ? kinds.get(kind) : null;
        if (type != null) {
            known = context.findContextualValueDeserializer(type, null);
            readings.put(kind, known);
        }
        return known;
    }

    /// A parser before the field whose value `parser` stands at.
    private static JsonParser again(JsonParser parser, DeserializationContext context)
            throws IOException {
        TokenBuffer buffer = context.bufferForInputBuffering(parser);
        buffer.writeFieldName(KIND);
        buffer.copyCurrentEvent(parser);
        JsonParser whole =
                JsonParserSequence.createFlattened(false, buffer.asParser(parser), parser);
        whole.nextToken();
        return whole;
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        throw new IllegalStateException("a family is read by its kind");
    }
}
