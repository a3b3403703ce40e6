package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;

/// One thing with all its fields, a line each, what lies within indented.
final class Sheet {
    private static final String INDENT = "  ";

    private Sheet() {}

    static String of(JsonNode thing) {
        StringBuilder text = new StringBuilder();
        fields(text, thing, "");
        return text.toString().stripTrailing();
    }

    private static void fields(StringBuilder text, JsonNode thing, String indent) {
        thing.properties()
                .forEach(field -> {
                    JsonNode value = field.getValue();
                    boolean nothing =
                            value.isNull() || (value.isContainerNode() && value.isEmpty());
                    if (!nothing) {
                        text.append(indent).append(field.getKey()).append(':');
                        value(text, value, indent);
                    }
                });
    }

    private static void value(StringBuilder text, JsonNode value, String indent) {
        if (value.isObject()) {
            text.append('\n');
            fields(text, value, indent + INDENT);
        } else if (value.isArray()) {
            text.append('\n');
            value.forEach(item -> item(text, item, indent + INDENT));
        } else {
            text.append(' ')
                    .append(value.asText().replace("\n", "\n" + indent + INDENT))
                    .append('\n');
        }
    }

    private static void item(StringBuilder text, JsonNode item, String indent) {
        if (item.isValueNode()) {
            text.append(indent).append("- ").append(item.asText()).append('\n');
        } else {
            StringBuilder inner = new StringBuilder();
            fields(inner, item, indent + INDENT);
            String lines = inner.isEmpty() ? item + "\n" : inner.toString();
            text.append(indent).append("- ").append(lines.stripLeading());
        }
    }
}
