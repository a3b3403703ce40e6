package dev.workrail.worker.session;

import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.worker.agent.ModelClient;
import dev.workrail.worker.agent.RehearsalModel;
import dev.workrail.worker.agent.Transcript;
import dev.workrail.worker.agent.Transcripts;
import java.util.function.Function;

/// Chooses the model of a session: the trigger's transcript, else its model, else the deployment's.
/// Thread-safe.
public final class Models implements Function<SessionSpec, ModelClient> {
    private static final String REHEARSAL = "rehearsal/";

    private final Transcripts transcripts;
    private final String standard;

    /// @param standard `provider/model-id` of sessions that name none
    public Models(Transcripts transcripts, String standard) {
        this.transcripts = transcripts;
        this.standard = standard;
    }

    @Override
    public ModelClient apply(SessionSpec spec) {
        AgentSettings agent = spec.trigger().agent();
        if (agent.transcript() != null) {
            return rehearsal(agent.transcript());
        }
        String model = agent.model() == null ? standard : agent.model();
        if (model.startsWith(REHEARSAL)) {
            return rehearsal(model.substring(REHEARSAL.length()));
        }
        throw new UnusableSessionException(
                "this worker has no provider for the model '%s'; it knows rehearsal/<transcript>"
                        .formatted(model));
    }

    private ModelClient rehearsal(String name) {
        try {
            Transcript transcript =
                    transcripts
                            .find(name)
                            .orElseThrow(() ->
                                    new UnusableSessionException(
                                            "there is no transcript '%s' for the rehearsal model"
                                                    .formatted(name)));
            return new RehearsalModel(name, transcript);
        } catch (MalformedJsonException e) {
            throw new UnusableSessionException(
                    "the transcript '%s' cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
