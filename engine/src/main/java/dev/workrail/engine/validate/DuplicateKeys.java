package dev.workrail.engine.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Finds keys that an object has twice: a tree keeps the last one and says nothing.
final class DuplicateKeys {
    private static final JsonFactory JSON = new JsonFactory();

    private DuplicateKeys() {}

    /// @param text that was parsed before, so it is JSON and within the bounds
    static void find(String text, Findings findings) {
        Deque<Set<String>> open = new ArrayDeque<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> open.push(new HashSet<>());
                    case END_OBJECT -> open.pop();
                    case FIELD_NAME -> {
                        if (!open.element().add(parser.currentName())) {
                            warn(parser.getParsingContext().pathAsPointer(), findings);
                        }
                    }
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("text that was JSON is none", e);
        }
    }

    private static void warn(JsonPointer place, Findings findings) {
        findings.warning(
                Stage.DOCUMENT,
                "duplicate-key",
                place.toString(),
                "key '" + place.last().getMatchingProperty() + "' again; only the last one counts",
                "each key once in an object");
    }
}
