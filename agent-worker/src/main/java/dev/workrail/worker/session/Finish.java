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
            case Ending.WorkflowComplete() -> session.end(ship(stage, memory), memory);
            case Ending.NotShipped(Shipped refused) -> session.end(refused, memory);
            case Ending.Over(Outcome outcome, String detail) ->
                    session.end(
                            Shipped.failed(outcome, detail, null).after(memory.gates().finding()),
                            memory);
            case Ending.Park park -> session.park(park);
            case Ending.HandBack(String reason) -> {
                stage.journal().commit();
                release.release(reason);
                release.awaitAcks();
            }
        }
    }

    private Shipped ship(Stage stage, SessionMemory memory) throws InterruptedException {
        if (inspection.isEmpty()) {
            return Shipped.nothing();
        }
        return new Shipping(inspection.get(), stage.journal(), stage.controls().lease())
                .ship(memory.lastNotes());
    }
}
