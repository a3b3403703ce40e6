package dev.workrail.worker.session;

import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.RecordContext;
import dev.workrail.platform.kafka.ShareHandler;
import dev.workrail.worker.sandbox.SandboxUser;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes dispatches off the pool while there is a free slot, and hosts each on a thread of its own.
/// A dispatch whose acknowledgement failed is not hosted: another worker may have it.
public final class DispatchIntake implements ShareHandler<Dispatch> {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchIntake.class);

    private final Slots slots;
    private final SessionHost host;
    private final Map<String, SandboxUser> reserved = new ConcurrentHashMap<>();

    public DispatchIntake(Slots slots, SessionHost host) {
        this.slots = slots;
        this.host = host;
    }

    @Override
    public Disposition offered(Received<Dispatch> record, int deliveryCount) {
        Optional<SandboxUser> slot = slots.take();
        slot.ifPresent(user -> reserved.put(record.position().toString(), user));
        return slot.isPresent() ? Disposition.ACCEPT : Disposition.RELEASE;
    }

    @Override
    public void accepted(Received<Dispatch> record) {
        SandboxUser user = reserved.remove(record.position().toString());
        if (user == null) {
            throw new IllegalStateException("no slot was reserved for " + record.position());
        }
        Dispatch dispatch = record.data();
        Thread.ofVirtual()
                .name("session-" + dispatch.session())
                .uncaughtExceptionHandler((_, fault) -> died(dispatch, fault))
                .start(() -> {
                    try (RecordContext context = RecordContext.of(record.envelope())) {
                        context.with("trigger", dispatch.spec().trigger().trigger().value());
                        host.host(dispatch, user, slots::closed);
                    } finally {
                        slots.give(user);
                    }
                });
    }

    /// A bug: the session's lease runs out, and another worker meets it.
    private static void died(Dispatch dispatch, Throwable fault) {
        LOG.atError()
                .addKeyValue("session", dispatch.session())
                .addKeyValue("org", dispatch.spec().org())
                .setCause(fault)
                .log("session died of a fault of the worker");
    }

    @Override
    public void lost(Received<Dispatch> record) {
        SandboxUser user = reserved.remove(record.position().toString());
        if (user != null) {
            slots.give(user);
        }
    }
}
