package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.kafka.RecordContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says at DEBUG what was decided about a session, in the words of its trigger and trace. Costs a
/// check of the level while nobody listens.
record DecisionLog(SpecStore specs) {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

    void decided(SessionId session, Envelope<Object> event) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        SpecStore.Filed filed = specs.filed(session);
        try (RecordContext context = RecordContext.about(event)) {
            context.with("session", session.value());
            if (filed != null) {
                context.with("trigger", filed.spec().trigger().trigger().value());
            }
            LOG.debug("decided {}", event.type());
        }
    }
}
