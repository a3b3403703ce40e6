package dev.workrail.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.model.Variables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Replaces `{{name}}` and `{{name.path}}` by the values of variables.
///
/// A token is an identifier, or several joined by dots, with no spaces and not beginning with
/// `wr.`; everything else stays as it is. What has no value reads `[unset: name.path]`, with the
/// reason where the path leads through a value that is no object. One pass: text put in is not
/// looked at again. Linear in the length of template and values, never throws, thread-safe.
public final class TemplateResolver {
    /// Longest text values are put into, UTF-16 units. A value that would go over it reads `[too
    /// long: name.path]`.
    public static final int MAX_TEXT = 1024 * 1024;

    private static final int PREVIEW = 60;

    private TemplateResolver() {}

    public static String resolve(String template, Variables variables) {
        return resolve(template, variables, MAX_TEXT);
    }

    /// @param max longest text values are put into, where that is less than [#MAX_TEXT]
    public static String resolve(String template, Variables variables, int max) {
        int open = template.indexOf("{{");
        if (open < 0) {
            return template;
        }
        StringBuilder out = new StringBuilder(template.length() + 64);
        int done = 0;
        while (open >= 0) {
            int end = tokenEnd(template, open + 2);
            if (end < 0) {
                open = template.indexOf("{{", open + 1);
                continue;
            }
            out.append(template, done, open);
            String path = template.substring(open + 2, end);
            String value = value(path, variables);
            out.append(
                    out.length() + value.length() > Math.min(max, MAX_TEXT)
                            ? tooLong(path)
                            : value);
            done = end + 2;
            open = template.indexOf("{{", done);
        }
        return out.append(template, done, template.length()).toString();
    }

    private static String tooLong(String path) {
        return "[too long: " + path + "]";
    }

    /// The paths of the tokens in a template, in order, repeated ones repeated.
    public static List<String> paths(String template) {
        var paths = new ArrayList<String>();
        int open = template.indexOf("{{");
        while (open >= 0) {
            int end = tokenEnd(template, open + 2);
            if (end >= 0) {
                paths.add(template.substring(open + 2, end));
            }
            open = template.indexOf("{{", end < 0 ? open + 1 : end + 2);
        }
        return List.copyOf(paths);
    }

    /// Index of the closing braces of the token that begins at `from`, or -1 where there is none.
    private static int tokenEnd(String text, int from) {
        if (text.startsWith("wr.", from)) {
            return -1;
        }
        int at = from;
        while (true) {
            if (at >= text.length() || !isStart(text.charAt(at))) {
                return -1;
            }
            while (at < text.length() && isPart(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
            } else {
                return text.startsWith("}}", at) ? at : -1;
            }
        }
    }

    private static boolean isStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isPart(char c) {
        return isStart(c) || c >= '0' && c <= '9';
    }

    private static String value(String path, Variables variables) {
        int dot = path.indexOf('.');
        JsonNode current = variables.get(dot < 0 ? path : path.substring(0, dot));
        if (JsValues.isNullish(current)) {
            return "[unset: " + path + "]";
        }
        while (dot >= 0) {
            if (current == null || !current.isContainerNode()) {
                return notAnObject(path, path.substring(0, dot), current);
            }
            int next = path.indexOf('.', dot + 1);
            current = member(current, path.substring(dot + 1, next < 0 ? path.length() : next));
            dot = next;
        }
        return JsValues.isNullish(current) ? "[unset: " + path + "]" : JsValues.string(current);
    }

    private static @Nullable JsonNode member(JsonNode container, String name) {
        if (container.isArray()) {
            return name.equals("length") ? IntNode.valueOf(container.size()) : null;
        }
        return container.get(name);
    }

    private static String notAnObject(String path, String reached, @Nullable JsonNode value) {
        String text = JsValues.string(value);
        String shown = text.length() > PREVIEW ? text.substring(0, PREVIEW) + "…" : text;
        return "[unset: %s -- '%s' is %s (\"%s\"), not object]"
                .formatted(path, reached, JsValues.typeOf(value), shown);
    }
}
