package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.GitProgress;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.session.SessionState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a granted session together from its checkpoint and runs it to the next ending. Used once.
final class LeasedSession {
    private final Assignment assignment;
    private final SessionSources sources;
    private final Machine machine;
    private final WorkerSettings settings;
    private final SessionWriter writer;
    private final Clock clock;
    private final SessionSpec spec;
    private final Blobs blobs;

    LeasedSession(
            Assignment assignment,
            SessionSources sources,
            Machine machine,
            WorkerSettings settings,
            SessionWriter writer,
            Clock clock) {
        this.assignment = assignment;
        this.sources = sources;
        this.machine = machine;
        this.settings = settings;
        this.writer = writer;
        this.clock = clock;
        this.spec = assignment.spec();
        this.blobs = sources.blobs(spec.org());
    }

    void run() throws InterruptedException {
        try {
            BoundWorkflow workflow = workflow();
            Stage stage = stage(workflow);
            SessionRun session =
                    new SessionRun(
                            spec,
                            workflow,
                            stage.run(),
                            stage.journal(),
                            stage.updates(),
                            stage.controls());
            Optional<Inspection> inspection =
                    new InspectionSetup(spec, machine, settings, blobs, clock).of(stage);
            new Finish(inspection).with(ending(stage, session, inspection), stage, session, writer);
            stage.workplace().files().remove();
        } catch (UnusableSessionException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private Ending ending(Stage stage, SessionRun session, Optional<Inspection> inspection)
            throws InterruptedException {
        session.begin(prepared(stage.workplace()), stage.journal().checkpoints().turn());
        Optional<Ending> waits = session.resolveGate(assignment.commands());
        assignment.commands().forEach(assignment.inbox()::offer);
        if (waits.isPresent()) {
            return waits.get();
        }
        if (session.complete()) {
            return new Ending.WorkflowComplete();
        }
        return agent(stage, inspection);
    }

    /// What began the session is in the record of the agent's first turn, unless it cannot have
    /// one.
    private Ending agent(Stage stage, Optional<Inspection> inspection) throws InterruptedException {
        Repairs repairs = new Repairs(inspection, stage.conversation(), settings.gateAttempts());
        try {
            return new AgentAssembly(spec, sources, machine.sandbox()).loop(stage, repairs).run();
        } catch (UnusableSessionException e) {
            stage.journal().write();
            throw e;
        }
    }

    private Stage stage(BoundWorkflow workflow) throws InterruptedException {
        BlobRef pinned = blobs.put("workflow", workflow.toBytes());
        Checkpoints checkpoints =
                new Checkpoints(blobs, pinned, assignment.resume(), machine.metrics());
        Workplace workplace = workplace(checkpoints);
        WorkflowRun run = new WorkflowRun(EngineRules.of(workflow.compiled()), state());
        return new Stage(
                run,
                new Journal(writer, checkpoints, run),
                conversation(),
                new RunControls(
                        assignment.lease(),
                        assignment.inbox(),
                        assignment.draining(),
                        machine.metrics(),
                        clock),
                new StatusUpdates(spec),
                workplace);
    }

    private Workplace workplace(Checkpoints checkpoints) throws InterruptedException {
        FilesSetup setup =
                new FilesSetup(
                        sources, machine, settings, settings.directory(assignment.lease().key()));
        Optional<ConfigValue.Workspace> workspace = setup.workspace(spec);
        SessionFiles files = setup.prepare(spec, workspace, assignment.resume(), assignment.user());
        if (checkpoints.git() == null && files instanceof SessionFiles.Worktree worktree) {
            checkpoints.gitAt(new GitProgress(worktree.worktree().base(), null, null, false));
        }
        return new Workplace(
                workspace, files, Toolbox.limits(settings.limits(), workspace), assignment.user());
    }

    private BoundWorkflow workflow() {
        Checkpoint from = assignment.resume();
        BlobRef pinned = from == null ? null : from.workflow();
        return pinned == null
                ? sources.workflow(spec.org(), spec.workflowId())
                : BoundWorkflow.fromBytes(blobs.get(pinned));
    }

    private SessionState state() {
        Checkpoint from = assignment.resume();
        JsonNode engine = from == null ? null : from.engine();
        return engine == null
                ? SessionState.empty(spec.session())
                : SessionState.fromJson(Checkpoints.engine(engine, blobs));
    }

    private Conversation conversation() {
        SessionMemory fresh = SessionMemory.begin(clock.instant());
        Conversation.Stored from = Conversation.Stored.of(assignment.resume());
        return Conversation.restore(blobs, spec.session(), from, fresh);
    }

    private static Optional<SessionEvent> prepared(Workplace place) {
        if (place.files() instanceof SessionFiles.Worktree files) {
            return Optional.of(
                    new SessionEvent.WorktreePrepared(
                            files.mirror().remote().toString(),
                            files.worktree().base(),
                            files.ref()));
        }
        return Optional.empty();
    }

    /// No worker can run it: the session ends here and says why.
    private void refuse(String detail) throws InterruptedException {
        List<Effect> effects =
                new ArrayList<>(
                        new StatusUpdates(spec)
                                .ended(writer.nextIndex(), Outcome.ERROR, detail, null));
        effects.add(new Effect.Ended(Outcome.ERROR, detail, null));
        machine.metrics().ended(spec.org(), Outcome.ERROR);
        writer.append(List.of(), effects, null);
        writer.awaitAcks();
    }
}
