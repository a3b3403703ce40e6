package dev.workrail.worker.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the notes of a workflow's last step say about the commit to make: WorkRail's handoff
/// fields, as a JSON block or as `key: value` lines.
///
/// @param files the files the agent declares it changed; at least one
public record HandoffNotes(String type, String scope, String subject, List<String> files) {
    private static final Pattern BLOCK = Pattern.compile("(?s)```json\\s*\\n(.*?)```");
    private static final Pattern LINE =
            Pattern.compile(
                    "(?m)^\\W*(commitType|commitScope|commitSubject|filesChanged)\\W*:\\s*(.+)$");

    /// Absent where the notes hold no complete handoff.
    public static Optional<HandoffNotes> parse(String notes) {
        Matcher blocks = BLOCK.matcher(notes);
        while (blocks.find()) {
            Optional<HandoffNotes> found = block(blocks.group(1));
            if (found.isPresent()) {
                return found;
            }
        }
        return lines(notes);
    }

    private static Optional<HandoffNotes> block(String json) {
        try {
            JsonNode node =
                    ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
            List<String> files = new ArrayList<>();
            node.path("filesChanged").forEach(file -> files.add(file.asText()));
            return complete(
                    node.path("commitType").asText(),
                    node.path("commitScope").asText(),
                    node.path("commitSubject").asText(),
                    files);
        } catch (MalformedJsonException e) {
            // The next block may be the handoff: notes quote JSON of all kinds.
            return Optional.empty();
        }
    }

    private static Optional<HandoffNotes> lines(String notes) {
        String type = "";
        String scope = "";
        String subject = "";
        List<String> files = new ArrayList<>();
        Matcher matcher = LINE.matcher(notes);
        while (matcher.find()) {
            String value = matcher.group(2).strip();
            switch (matcher.group(1)) {
                case "commitType" -> type = value;
                case "commitScope" -> scope = value;
                case "commitSubject" -> subject = value;
                default -> files.addAll(List.of(value.split("\\s*,\\s*")));
            }
        }
        return complete(type, scope, subject, files);
    }

    private static Optional<HandoffNotes> complete(
            String type, String scope, String subject, List<String> files) {
        boolean whole =
                !type.isBlank() && !scope.isBlank() && !subject.isBlank() && !files.isEmpty();
        return whole
                ? Optional.of(new HandoffNotes(type, scope, subject, List.copyOf(files)))
                : Optional.empty();
    }
}
