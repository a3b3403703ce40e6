package dev.workrail.worker.session;

import dev.workrail.contracts.session.Outcome;
import java.util.Optional;

/// Brings a run to its end: ships what a complete workflow made, or parks, hands back, gives up.
final class Finish {
    private final Optional<Inspection> inspection;

    /// @param inspection absent where the session ships nothing
    Finish(Optional<Inspection> inspection) {
        this.inspection = inspection;
    }

    /// @param release hands the session back, for the reason given
    void with(Ending ending, Stage stage, SessionRun session, SessionWriter release)
            throws InterruptedException {
        SessionMemory memory = stage.conversation().memory();
        switch (ending) {
            case Ending.WorkflowComplete() -> end(ship(stage, memory), stage, session);
            case Ending.NotShipped(Shipped refused) -> end(refused, stage, session);
            case Ending.Over(Outcome outcome, String detail) ->
                    end(
                            Shipped.failed(outcome, detail, null).after(memory.gates().finding()),
                            stage,
                            session);
            case Ending.Park park -> {
                session.park(park);
                left(stage, "parked");
            }
            case Ending.HandBack(String reason) -> {
                stage.journal().commit();
                release.release(reason);
                release.awaitAcks();
                left(stage, "handed_back");
            }
        }
    }

    private static void end(Shipped shipped, Stage stage, SessionRun session)
            throws InterruptedException {
        stage.journal().checkpoints().said(stage.conversation().storeWhole());
        session.end(shipped, stage.conversation().memory());
        stage.controls().metrics().ended(stage.controls().org(), shipped.outcome());
    }

    private static void left(Stage stage, String how) {
        stage.controls().metrics().left(stage.controls().org(), how);
    }

    private Shipped ship(Stage stage, SessionMemory memory) throws InterruptedException {
        if (inspection.isEmpty()) {
            return Shipped.nothing();
        }
        // Shipping takes long: the last turn must not be lost with it.
        stage.journal().write();
        return new Shipping(inspection.get(), stage.journal(), stage.controls())
                .ship(memory.lastNotes());
    }
}
