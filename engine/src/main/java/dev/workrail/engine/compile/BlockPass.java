package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Passes 4 and 5: references become their texts, and a step's blocks become its prompt.
///
/// The headings, their order and the blank lines between them enter the workflow hash.
final class BlockPass {
    private final Findings findings;

    BlockPass(Findings findings) {
        this.findings = findings;
    }

    void apply(Draft draft) {
        if (!draft.step().has("promptBlocks")) {
            return;
        }
        String at = draft.pointer() + "/promptBlocks";
        if (draft.step().path("promptBlocks") instanceof ObjectNode blocks) {
            String prompt = render(blocks, at);
            if (prompt.isEmpty()) {
                findings.error(
                        Stage.COMPILATION,
                        "empty-prompt-blocks",
                        at,
                        "no section with content",
                        "a goal, constraints, procedure, outputRequired or verify");
            }
            draft.step().remove("promptBlocks");
            draft.step().put("prompt", prompt);
        }
    }

    private String render(JsonNode blocks, String at) {
        List<String> sections = new ArrayList<>();
        String goal = value(blocks.path("goal"), at + "/goal");
        if (!goal.isEmpty()) {
            sections.add("## Goal\n" + goal);
        }
        list(blocks, "constraints", "## Constraints", at, sections);
        list(blocks, "procedure", "## Procedure", at, sections);
        JsonNode outputs = blocks.path("outputRequired");
        if (!outputs.isEmpty()) {
            StringBuilder section = new StringBuilder("## Output Required");
            outputs.properties()
                    .forEach(output ->
                            section.append("\n- **")
                                    .append(output.getKey())
                                    .append("**: ")
                                    .append(output.getValue().asText()));
            sections.add(section.toString());
        }
        list(blocks, "verify", "## Verify", at, sections);
        return String.join("\n\n", sections);
    }

    private void list(
            JsonNode blocks, String block, String heading, String at, List<String> sections) {
        List<JsonNode> items = Json.list(blocks, block);
        if (items.isEmpty()) {
            return;
        }
        StringBuilder section = new StringBuilder(heading);
        for (int i = 0; i < items.size(); i++) {
            section.append('\n').append(block.equals("procedure") ? i + 1 + ". " : "- ");
            section.append(value(items.get(i), at + "/" + block + "/" + i));
        }
        sections.add(section.toString());
    }

    private String value(JsonNode value, String at) {
        if (!value.isArray()) {
            return value.asText("");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.size(); i++) {
            JsonNode part = value.get(i);
            out.append(
                    "ref".equals(Json.text(part, "kind"))
                            ? reference(Json.text(part, "refId", ""), at + "/" + i + "/refId")
                            : Json.text(part, "text", ""));
        }
        return out.toString();
    }

    private String reference(String refId, String at) {
        String text = Snippets.REFS.get(refId);
        if (text == null) {
            findings.error(
                    Stage.COMPILATION,
                    "unknown-ref",
                    at,
                    "reference '" + refId + "'",
                    "one of " + Snippets.REFS.keySet());
            return "";
        }
        return text;
    }
}
