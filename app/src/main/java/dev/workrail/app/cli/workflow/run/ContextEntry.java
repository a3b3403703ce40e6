package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.json.Json;

/// A variable as somebody typed it: `key=value`, the value JSON where it parses, else text.
record ContextEntry(String key, JsonNode value) {
    /// @throws IllegalArgumentException where there is no key before a `=`
    static ContextEntry parse(String text) {
        int split = text.indexOf('=');
        String key = split < 0 ? "" : text.substring(0, split).strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' is no variable; expected key=value, such as riskLevel=Low or slices=[1,2]"
                            .formatted(text));
        }
        return new ContextEntry(key, value(text.substring(split + 1).strip()));
    }

    private static JsonNode value(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJsonException e) {
            return TextNode.valueOf(text);
        }
    }
}
