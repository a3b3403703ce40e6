package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The form of a JSON value. What does not fit is reported as `path: what`, with the words agents
/// know from this kind of message. Immutable and thread-safe.
@FunctionalInterface
interface Shape {
    /// @param value absent where the member is missing
    /// @param path of the value, `a.0.b`
    void check(@Nullable JsonNode value, String path, List<String> issues);

    /// Everything that does not fit, as found.
    default List<String> issues(JsonNode value) {
        List<String> issues = new ArrayList<>();
        check(value, "", issues);
        return issues;
    }

    static Shape text(int min, int max) {
        return (value, path, issues) -> {
            JsonNode found = of("string", value, path, issues);
            if (found != null) {
                int length = found.textValue().length();
                if (length < min) {
                    issues.add(path + ": String must contain at least " + min + " character(s)");
                }
                if (length > max) {
                    issues.add(path + ": String must contain at most " + max + " character(s)");
                }
            }
        };
    }

    static Shape text() {
        return text(0, Integer.MAX_VALUE);
    }

    static Shape pattern(String regex, String complaint) {
        Pattern pattern = Pattern.compile(regex);
        return (value, path, issues) -> {
            JsonNode found = of("string", value, path, issues);
            if (found != null && !pattern.matches(found.textValue())) {
                issues.add(path + ": " + complaint);
            }
        };
    }

    static Shape number(long min, long max) {
        return (value, path, issues) -> {
            JsonNode found = of("number", value, path, issues);
            if (found != null) {
                BigDecimal number = found.decimalValue();
                if (number.compareTo(BigDecimal.valueOf(min)) < 0) {
                    issues.add(path + ": Number must be greater than or equal to " + min);
                }
                if (number.compareTo(BigDecimal.valueOf(max)) > 0) {
                    issues.add(path + ": Number must be less than or equal to " + max);
                }
            }
        };
    }

    static Shape literal(JsonNode expected) {
        return (value, path, issues) -> {
            if (value == null || !same(value, expected)) {
                issues.add(path + ": Invalid literal value, expected " + expected);
            }
        };
    }

    private static boolean same(JsonNode value, JsonNode expected) {
        return value.equals(expected)
                || value.isNumber()
                        && expected.isNumber()
                        && value.decimalValue().compareTo(expected.decimalValue()) == 0;
    }

    static Shape oneOf(String... words) {
        List<String> allowed = List.of(words);
        String expected = allowed.stream().collect(Collectors.joining("' | '", "'", "'"));
        return (value, path, issues) -> {
            if (value == null) {
                issues.add(path + ": Required");
            } else if (!value.isTextual()) {
                issues.add(path + ": Expected " + expected + ", received " + type(value));
            } else if (!allowed.contains(value.textValue())) {
                issues.add(
                        "%s: Invalid enum value. Expected %s, received '%s'"
                                .formatted(path, expected, value.textValue()));
            }
        };
    }

    static Shape list(Shape element, int max) {
        return (value, path, issues) -> {
            JsonNode found = of("array", value, path, issues);
            if (found != null) {
                if (found.size() > max) {
                    issues.add(path + ": Array must contain at most " + max + " element(s)");
                }
                for (int i = 0; i < found.size(); i++) {
                    element.check(found.get(i), join(path, Integer.toString(i)), issues);
                }
            }
        };
    }

    static Shape optional(Shape shape) {
        return (value, path, issues) -> {
            if (value != null) {
                shape.check(value, path, issues);
            }
        };
    }

    static Shape anything() {
        return (value, path, issues) -> {};
    }

    /// Members in order; others are refused where `closed`.
    static Shape object(boolean closed, Map<String, Shape> members) {
        Map<String, Shape> fields = new LinkedHashMap<>(members);
        return (value, path, issues) -> {
            JsonNode found = of("object", value, path, issues);
            if (found == null) {
                return;
            }
            fields.forEach((name, shape) -> shape.check(found.get(name), join(path, name), issues));
            List<String> unknown = new ArrayList<>();
            found.fieldNames().forEachRemaining(unknown::add);
            unknown.removeAll(fields.keySet());
            if (closed && !unknown.isEmpty()) {
                issues.add(
                        "%s: Unrecognized key(s) in object: '%s'"
                                .formatted(path, String.join("', '", unknown)));
            }
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// The value where it is there and of that type; absent, and reported, where not.
    private static @Nullable JsonNode of(
            String type, @Nullable JsonNode value, String path, List<String> issues) {
        if (value == null) {
            issues.add(path + ": Required");
            return null;
        }
        if (!type(value).equals(type)) {
            issues.add(path + ": Expected " + type + ", received " + type(value));
            return null;
        }
        return value;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL, MISSING -> "null";
            case OBJECT, POJO, BINARY -> "object";
        };
    }
}
