package dev.workrail.worker.agent;

import dev.workrail.contracts.session.Usage;
import java.util.ArrayList;
import java.util.List;

/// Replays a transcript. Its tools are real: what they answer is true, though it changes nothing of
/// what the model does next. Costs nothing; counts tokens as a quarter of the characters.
public final class RehearsalModel implements ModelClient {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final String name;
    private final Transcript transcript;

    public RehearsalModel(String name, Transcript transcript) {
        this.name = name;
        this.transcript = transcript;
    }

    @Override
    public String model() {
        return "rehearsal/" + name;
    }

    @Override
    public boolean isPure() {
        return true;
    }

    @Override
    public ModelAnswer next(ModelRequest request) throws ModelException {
        if (request.turn() >= transcript.turns().size()) {
            throw new ModelException(
                    "the transcript '%s' has %d turns and the workflow is not complete"
                            .formatted(name, transcript.turns().size()),
                    false);
        }
        Transcript.Turn turn = transcript.turns().get(request.turn());
        List<ToolCall> calls = new ArrayList<>();
        for (Transcript.Call call : turn.calls()) {
            String id = "call-%d-%d".formatted(request.turn(), calls.size());
            calls.add(new ToolCall(id, call.tool(), call.arguments()));
        }
        Usage usage = new Usage(characters(request) / CHARACTERS_PER_TOKEN, said(turn), 0);
        return new ModelAnswer(
                turn.text(), calls, calls.isEmpty() ? "end_turn" : "tool_use", usage);
    }

    private static long said(Transcript.Turn turn) {
        long characters = turn.text().length();
        for (Transcript.Call call : turn.calls()) {
            characters += call.arguments().toString().length();
        }
        return characters / CHARACTERS_PER_TOKEN;
    }

    private static long characters(ModelRequest request) {
        long characters = request.system().length();
        for (Message message : request.messages()) {
            characters +=
                    switch (message) {
                        case Message.User user -> user.text().length();
                        case Message.Assistant assistant -> assistant.text().length();
                        case Message.ToolResults results ->
                                results.results().stream().mapToLong(r -> r.text().length()).sum();
                    };
        }
        return characters;
    }
}
