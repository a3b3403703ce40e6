package dev.workrail.engine.compile;

import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;

/// Pass 6: no compile-time token may be left in a prompt.
final class SentinelPass {
    private static final int SHOWN = 80;
    private final Findings findings;

    SentinelPass(Findings findings) {
        this.findings = findings;
    }

    void apply(Draft draft) {
        String prompt = Json.text(draft.step(), "prompt", "");
        int at = prompt.indexOf("{{wr.");
        if (at < 0) {
            return;
        }
        int end = prompt.indexOf("}}", at);
        int to = end < 0 ? prompt.length() : end + 2;
        String token = prompt.substring(at, Math.min(to, at + SHOWN));
        // A slot nobody declares was reported where it stands.
        if (!findings.has("undeclared-slot", draft.pointer())) {
            findings.error(
                    Stage.COMPILATION,
                    "unresolved-token",
                    draft.pointer() + "/prompt",
                    "token '" + token + "', which names nothing",
                    "a declared slot, a reference of " + Snippets.REFS.keySet() + ", or no token");
        }
    }
}
