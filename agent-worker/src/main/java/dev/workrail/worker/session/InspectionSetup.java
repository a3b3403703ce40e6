package dev.workrail.worker.session;

import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.worker.git.SecretScan;
import java.time.Clock;
import java.util.Optional;

/// Puts the gates of a session together.
final class InspectionSetup {
    private final SessionSpec spec;
    private final Machine machine;
    private final WorkerSettings settings;
    private final Blobs blobs;
    private final Clock clock;

    InspectionSetup(
            SessionSpec spec, Machine machine, WorkerSettings settings, Blobs blobs, Clock clock) {
        this.spec = spec;
        this.machine = machine;
        this.settings = settings;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// @return absent where the session ships nothing
    Optional<Inspection> of(Stage stage) {
        Workplace place = stage.workplace();
        if (!(place.files() instanceof SessionFiles.Worktree files)
                || place.workspace().isEmpty()) {
            return Optional.empty();
        }
        TestGate gate =
                new TestGate(
                        machine.sandbox(),
                        place.user(),
                        place.limits(),
                        blobs,
                        settings.worker(),
                        clock);
        ShippingParts parts =
                new ShippingParts(
                        spec,
                        place.workspace().get(),
                        new SecretScan(machine.git()),
                        gate,
                        settings.author(),
                        blobs,
                        settings.directory(stage.controls().lease().key()).resolve("gate"));
        return Optional.of(new Inspection(parts, files, stage.journal(), stage.controls()));
    }
}
