package dev.workrail.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads an instant as [Instants] does where it is a text, and as Jackson does where it is not, or
/// where the text is none: so what is refused, and how, stays the same.
final class InstantReading extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantReading() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            try {
                return Instants.parse(parser.getText());
            } catch (DateTimeException e) {
                // Told by the other.
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
}
