package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Extension points and their tokens, references, and the sources of context-gather steps.
final class DeclarationChecks {
    private static final Pattern SLOT = Pattern.compile("\\{\\{wr\\.bindings\\.([^}]*)\\}\\}");
    private final Findings findings;

    DeclarationChecks(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode definition, List<Located> steps) {
        Set<String> slots = unique(definition, "extensionPoints", "slotId");
        unique(definition, "references", "id");
        for (Located step : steps) {
            tokens(step, slots);
            sources(step);
        }
    }

    private Set<String> unique(JsonNode definition, String field, String key) {
        Set<String> seen = new LinkedHashSet<>();
        List<JsonNode> entries = Json.list(definition, field);
        for (int i = 0; i < entries.size(); i++) {
            String id = Json.text(entries.get(i), key, "");
            if (!seen.add(id)) {
                findings.error(
                        Stage.STRUCTURE,
                        "duplicate-declaration",
                        "/" + field + "/" + i + "/" + key,
                        key + " '" + id + "' again",
                        "each only once");
            }
        }
        return seen;
    }

    private void tokens(Located step, Set<String> slots) {
        List<String> texts = new ArrayList<>();
        collect(step.step().path("prompt"), texts);
        collect(step.step().path("promptBlocks"), texts);
        for (String text : texts) {
            Matcher matcher = SLOT.matcher(text);
            while (matcher.find()) {
                if (!slots.contains(matcher.group(1))) {
                    findings.error(
                            Stage.STRUCTURE,
                            "undeclared-slot",
                            step.pointer(),
                            "token '" + matcher.group() + "'",
                            slots.isEmpty()
                                    ? "extensionPoints that declare the slot"
                                    : "one of the declared slots " + slots);
                }
            }
        }
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collect(child, texts));
    }

    private void sources(Located step) {
        List<JsonNode> sources = Json.list(step.step(), "sources");
        for (int i = 0; i < sources.size(); i++) {
            String at = step.pointer() + "/sources/" + i;
            each(sources.get(i), "paths", at, this::path);
            each(sources.get(i), "urls", at, this::url);
        }
    }

    private interface Check {
        void check(String text, String pointer);
    }

    private static void each(JsonNode source, String field, String at, Check check) {
        List<String> texts = Json.texts(source, field);
        for (int i = 0; i < texts.size(); i++) {
            check.check(texts.get(i), at + "/" + field + "/" + i);
        }
    }

    private void path(String path, String pointer) {
        boolean inside = !path.startsWith("/") && !path.startsWith("~") && !path.contains("\\");
        for (String part : path.split("/", -1)) {
            inside &= !part.equals("..");
        }
        if (!inside) {
            findings.error(
                    Stage.STRUCTURE,
                    "path-outside-workspace",
                    pointer,
                    "path '" + path + "'",
                    "a path relative to the workspace, without '..'");
        }
    }

    private void url(String url, String pointer) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            findings.error(
                    Stage.STRUCTURE,
                    "unsupported-url",
                    pointer,
                    "address '" + url + "'",
                    "an address that begins with https:// or http://");
        }
    }
}
