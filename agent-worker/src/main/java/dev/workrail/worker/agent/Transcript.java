package dev.workrail.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.util.List;

/// A recorded sequence of model turns, the file the rehearsal model replays.
///
/// ```json
/// {"version": 1,
///  "turns": [
///    {"text": "Look around first.",
///     "calls": [{"tool": "Bash", "arguments": {"command": "ls"}}]}]}
/// ```
///
/// Turn `n` of a session is entry `n`, whatever the tools answered, so a session can go on at any
/// turn. Arguments are given to the tools as they stand; nothing is substituted. Unknown fields are
/// ignored.
///
/// @param version 1
public record Transcript(int version, List<Turn> turns) {
    /// @param text what the model says
    /// @param calls tools it calls, in order; empty ends the turn
    public record Turn(String text, List<Call> calls) {
        public Turn {
            text = text == null ? "" : text;
            calls = calls == null ? List.of() : List.copyOf(calls);
        }
    }

    public record Call(String tool, JsonNode arguments) {}

    public Transcript {
        turns = turns == null ? List.of() : List.copyOf(turns);
        if (version != 1) {
            throw new IllegalArgumentException(
                    "a transcript has version 1, but this one has " + version);
        }
    }

    /// @throws dev.workrail.contracts.json.MalformedJsonException where `json` is no transcript
    public static Transcript parse(byte[] json) {
        return ContractsJson.read(json, Transcript.class);
    }
}
