package dev.workrail.ingest.intake;

import dev.workrail.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/// Counts and times webhooks: `workrail.ingest.webhooks` by outcome, which is `accepted`,
/// `skipped`, `challenged` or a problem's code, and by org.
///
/// The org is named only once a signature held; whatever a stranger writes into the address is `-`,
/// so that no one can make up label values. Thread-safe.
public final class IntakeMetrics {
    private static final String NAME = "workrail.ingest.webhooks";
    private static final String STRANGER = "-";

    private final MeterRegistry meters;

    public IntakeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Runs an intake and records how it ended.
    public Answer record(String org, Supplier<Answer> intake) {
        Timer.Sample sample = Timer.start(meters);
        try {
            Answer answer = intake.get();
            String outcome =
                    switch (answer) {
                        case Answer.Accepted _ -> "accepted";
                        case Answer.Skipped _ -> "skipped";
                        case Answer.Challenged _ -> "challenged";
                    };
            stop(sample, org, outcome);
            return answer;
        } catch (ProblemException refused) {
            stop(sample, STRANGER, refused.problem().code());
            throw refused;
        }
    }

    private void stop(Timer.Sample sample, String org, String outcome) {
        sample.stop(meters.timer(NAME, "org", org, "outcome", outcome));
    }
}
