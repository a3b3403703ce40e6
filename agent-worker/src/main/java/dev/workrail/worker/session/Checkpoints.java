package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.GitProgress;
import dev.workrail.contracts.session.Usage;
import org.jspecify.annotations.Nullable;

/// Makes the session's checkpoints: what is durable of it at each record. Not thread-safe.
///
/// Between turns only the event index moves; a turn in flight is in no checkpoint, so that whoever
/// resumes repeats it whole.
final class Checkpoints {
    private static final String SPILLED = "$blob";
    private static final int ENGINE_INLINE_BYTES = 16 * 1024;

    private final Blobs blobs;
    private final BlobRef workflow;
    private final WorkerMetrics metrics;
    private int turn;
    private Conversation.Stored conversation;
    private @Nullable BlobRef worktree;
    private @Nullable GitProgress git;
    private Usage usage;

    Checkpoints(Blobs blobs, BlobRef workflow, @Nullable Checkpoint from, WorkerMetrics metrics) {
        this.metrics = metrics;
        this.blobs = blobs;
        this.workflow = workflow;
        this.turn = from == null ? 0 : from.turn();
        this.conversation = Conversation.Stored.of(from);
        this.worktree = from == null ? null : from.worktree();
        this.git = from == null ? null : from.git();
        this.usage = from == null ? Usage.NONE : from.usage();
    }

    int turn() {
        return turn;
    }

    Usage usage() {
        return usage;
    }

    @Nullable GitProgress git() {
        return git;
    }

    void spent(Usage more) {
        usage = usage.plus(more);
    }

    void turnEnded(Conversation.Stored said) {
        turn++;
        conversation = said;
    }

    void said(Conversation.Stored said) {
        conversation = said;
    }

    void worktreeAt(byte[] bundle) {
        metrics.checkpoint("worktree", bundle.length);
        worktree = blobs.put("worktree", bundle);
    }

    void gitAt(GitProgress progress) {
        git = progress;
    }

    Checkpoint at(long nextEventIndex, WorkflowRun run) {
        return new Checkpoint(
                nextEventIndex,
                turn,
                run.pendingStepId(),
                spill(run.stateJson()),
                workflow,
                conversation.chunks(),
                conversation.recent(),
                worktree,
                git,
                usage);
    }

    private JsonNode spill(JsonNode engine) {
        byte[] json = ContractsJson.write(engine);
        metrics.checkpoint("engine", json.length);
        if (json.length <= ENGINE_INLINE_BYTES) {
            return engine;
        }
        BlobRef ref = blobs.put("engine", json);
        return JsonNodeFactory.instance.objectNode().set(SPILLED, ContractsJson.toTree(ref));
    }

    /// The engine's state in a checkpoint, wherever it lies.
    static JsonNode engine(JsonNode stored, Blobs blobs) {
        JsonNode spilled = stored.path(SPILLED);
        return spilled.isMissingNode()
                ? stored
                : ContractsJson.read(
                        blobs.get(ContractsJson.fromTree(spilled, BlobRef.class)), JsonNode.class);
    }
}
