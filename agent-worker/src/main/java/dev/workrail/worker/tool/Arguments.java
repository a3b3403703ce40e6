package dev.workrail.worker.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/// The arguments of one call, read one by one with errors the agent can act on.
public record Arguments(JsonNode json) {
    public String text(String name) throws ToolException {
        return optionalText(name)
                .orElseThrow(() -> new ToolException("'" + name + "' is required, a text"));
    }

    public Optional<String> optionalText(String name) throws ToolException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new ToolException("'" + name + "' must be a text");
        }
        return Optional.of(value.textValue());
    }

    /// @return `otherwise` where it is absent
    public int number(String name, int otherwise) throws ToolException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || value.intValue() < 0) {
            throw new ToolException("'" + name + "' must be a whole number, 0 or more");
        }
        return value.intValue();
    }

    public boolean flag(String name) throws ToolException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new ToolException("'" + name + "' must be true or false");
        }
        return value.booleanValue();
    }

    /// One of `allowed`.
    public String choice(String name, Set<String> allowed, String otherwise) throws ToolException {
        String value = optionalText(name).orElse(otherwise);
        if (!allowed.contains(value)) {
            throw new ToolException(
                    "'%s' must be one of %s, but was '%s'"
                            .formatted(name, allowed.stream().sorted().toList(), value));
        }
        return value;
    }

    public void only(Set<String> known) throws ToolException {
        for (var names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new ToolException(
                        "unknown parameter '%s'; expected %s"
                                .formatted(name, known.stream().sorted().toList()));
            }
        }
    }
}
