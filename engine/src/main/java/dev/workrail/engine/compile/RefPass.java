package dev.workrail.engine.compile;

import dev.workrail.engine.json.Json;
import java.util.Map;

/// Pass 5b: puts the texts of `{{wr.refs.…}}` tokens into a prompt, as parts of kind `ref` put them
/// into blocks. A token that names no reference is left for the sentinel.
final class RefPass {
    private RefPass() {}

    static void apply(Draft draft) {
        String prompt = Json.text(draft.step(), "prompt", "");
        if (!prompt.contains("{{wr.refs.")) {
            return;
        }
        for (Map.Entry<String, String> ref : Snippets.REFS.entrySet()) {
            prompt = prompt.replace("{{" + ref.getKey() + "}}", ref.getValue());
        }
        draft.step().put("prompt", prompt);
    }
}
