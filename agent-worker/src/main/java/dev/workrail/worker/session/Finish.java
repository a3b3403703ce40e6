package dev.workrail.worker.session;

import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.worker.git.SecretScan;
import java.nio.file.Path;
import java.time.Clock;

/// Brings a run to its end: ships what a complete workflow made, or parks, hands back, gives up.
final class Finish {
    private final SessionSpec spec;
    private final Machine machine;
    private final WorkerSettings settings;
    private final Blobs blobs;
    private final Clock clock;

    Finish(SessionSpec spec, Machine machine, WorkerSettings settings, Blobs blobs, Clock clock) {
        this.spec = spec;
        this.machine = machine;
        this.settings = settings;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// @param release hands the session back, for the reason given
    void with(Ending ending, Stage stage, SessionRun session, SessionWriter release)
            throws InterruptedException {
        SessionMemory memory = stage.conversation().memory();
        switch (ending) {
            case Ending.WorkflowComplete() -> {
                Shipped shipped = ship(stage, memory);
                session.end(shipped, memory);
            }
            case Ending.Over(Outcome outcome, String detail) ->
                    session.end(Shipped.failed(outcome, detail, null), memory);
            case Ending.Park park -> session.park(park);
            case Ending.HandBack(String reason) -> {
                stage.journal().commit();
                release.release(reason);
                release.awaitAcks();
            }
        }
    }

    private Shipped ship(Stage stage, SessionMemory memory) throws InterruptedException {
        Workplace place = stage.workplace();
        if (!(place.files() instanceof SessionFiles.Worktree files)
                || place.workspace().isEmpty()) {
            return Shipped.nothing();
        }
        TestGate gate =
                new TestGate(
                        machine.sandbox(),
                        place.user(),
                        place.limits(),
                        blobs,
                        settings.worker(),
                        clock);
        Path gateHome = settings.directory(stage.controls().lease().key()).resolve("gate");
        ShippingParts parts =
                new ShippingParts(
                        spec,
                        place.workspace().get(),
                        new SecretScan(machine.git()),
                        gate,
                        settings.author(),
                        gateHome);
        Commits commits = new Commits(parts, files, memory.lastNotes());
        return new Shipping(parts, files, stage.journal(), commits, stage.controls().lease())
                .ship();
    }
}
