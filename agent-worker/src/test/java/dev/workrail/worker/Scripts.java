package dev.workrail.worker;

/// Short workflows and transcripts for tests.
final class Scripts {
    static final String TINY =
            """
            {"id":"tiny","name":"Tiny","version":"1.0.0","description":"One step and another.",
             "steps":[{"id":"one","title":"One","prompt":"Do one: {{goal}}"},
                      {"id":"two","title":"Two","prompt":"Do two."}]}\
            """;
    static final String GATED =
            """
            {"id":"gated","name":"Gated","version":"1.0.0","description":"A step that is confirmed.",
             "steps":[{"id":"one","title":"One","prompt":"Do one.","requireConfirmation":true},
                      {"id":"two","title":"Two","prompt":"Do two."}]}\
            """;

    static final String LIMITED =
            """
            {"id":"limited","name":"Limited","version":"1.0.0","description":"A step of two turns.",
             "steps":[{"id":"one","title":"One","prompt":"Do one.","budget":{"maxTurns":2}},
                      {"id":"two","title":"Two","prompt":"Do two."}]}\
            """;

    private Scripts() {}

    /// A transcript of turns, each made by [#bash] or [#step].
    static String transcript(String... turns) {
        return "{\"version\":1,\"turns\":[" + String.join(",", turns) + "]}";
    }

    static String bash(String command) {
        return turn("Bash", "{\"command\":" + quoted(command) + "}");
    }

    static String step() {
        return turn(
                "complete_step",
                "{\"notes\":\"Done what the step asked for, and looked at it once more to be sure.\"}");
    }

    static String silence() {
        return "{\"text\":\"I am done.\",\"calls\":[]}";
    }

    private static String turn(String tool, String arguments) {
        return "{\"text\":\"Next.\",\"calls\":[{\"tool\":\""
                + tool
                + "\",\"arguments\":"
                + arguments
                + "}]}";
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }
}
