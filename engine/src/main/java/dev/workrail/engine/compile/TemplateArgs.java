package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.json.Json;

/// Puts the arguments of one template call into the texts of a routine's step.
///
/// A token is an identifier in single braces; double braces belong to the run and stay.
final class TemplateArgs {
    private static final int MAX_FILLED = 256 * 1024;
    private final JsonNode args;
    private final String pointer;
    private final String step;
    private final Findings findings;

    TemplateArgs(Draft caller, String step, Findings findings) {
        this.args = caller.step().path("templateCall").path("args");
        this.pointer = caller.pointer() + "/templateCall/args";
        this.step = step;
        this.findings = findings;
    }

    String fill(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = tokenEnd(text, open);
            if (close > 0) {
                out.append(text, done, open).append(value(text.substring(open + 1, close)));
                done = close + 1;
                if (out.length() > MAX_FILLED) {
                    return tooLong();
                }
            }
            open = text.indexOf('{', close > 0 ? close : open + 1);
        }
        return out.append(text, done, text.length()).toString();
    }

    private String tooLong() {
        findings.error(
                Stage.COMPILATION,
                "template-too-long",
                pointer,
                "arguments that fill step '" + step + "' of the routine over the limit",
                "at most " + MAX_FILLED + " characters in one prompt");
        return "";
    }

    /// Index of the closing brace, or -1 where `open` begins no token.
    private static int tokenEnd(String text, int open) {
        if (open > 0 && text.charAt(open - 1) == '{') {
            return -1;
        }
        int at = open + 1;
        while (at < text.length() && isPart(text.charAt(at), at == open + 1)) {
            at++;
        }
        boolean closed = at > open + 1 && at < text.length() && text.charAt(at) == '}';
        boolean doubled = closed && at + 1 < text.length() && text.charAt(at + 1) == '}';
        return closed && !doubled ? at : -1;
    }

    private static boolean isPart(char c, boolean first) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || !first && c >= '0' && c <= '9';
    }

    private String value(String name) {
        JsonNode value = Json.get(args, name);
        if (value == null) {
            findings.error(
                    Stage.COMPILATION,
                    "missing-template-arg",
                    pointer,
                    "no argument '" + name + "', which step '" + step + "' of the routine uses",
                    "a string, number or boolean under '" + name + "'");
            return "";
        }
        if (value.isContainerNode()) {
            findings.error(
                    Stage.COMPILATION,
                    "invalid-template-arg-type",
                    pointer + "/" + name,
                    "an " + (value.isArray() ? "array" : "object"),
                    "a string, number or boolean");
            return "";
        }
        return JsValues.string(value);
    }
}
