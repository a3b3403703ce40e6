package dev.workrail.worker.session;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.RecordContext;
import dev.workrail.platform.kafka.ShareHandler;
import dev.workrail.worker.sandbox.SandboxUser;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes dispatches off the pool while there is a free slot, and hosts each on a thread of its own.
///
/// A session is hosted before the broker has confirmed that its dispatch is off the pool: a claim
/// is all that happens before the grant, and one claim of an epoch is granted. A dispatch that is
/// handed out again while it is hosted here is not hosted twice.
public final class DispatchIntake implements ShareHandler<Dispatch> {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchIntake.class);

    private final Slots slots;
    private final SessionHost host;
    private final Set<FleetEvent.Running> hosted = ConcurrentHashMap.newKeySet();

    public DispatchIntake(Slots slots, SessionHost host) {
        this.slots = slots;
        this.host = host;
    }

    @Override
    public Disposition offered(Received<Dispatch> record, int deliveryCount) {
        Dispatch dispatch = record.data();
        if (hosted.contains(running(dispatch))) {
            return Disposition.BEGUN;
        }
        Optional<SandboxUser> slot = slots.take();
        slot.ifPresent(user -> begin(record, user));
        return slot.isPresent() ? Disposition.BEGUN : Disposition.RELEASE;
    }

    private void begin(Received<Dispatch> record, SandboxUser user) {
        Dispatch dispatch = record.data();
        hosted.add(running(dispatch));
        Thread.ofVirtual()
                .name("session-" + dispatch.session())
                .uncaughtExceptionHandler((_, fault) -> died(dispatch, fault))
                .start(() -> {
                    try (RecordContext context = RecordContext.of(record.envelope())) {
                        context.with("trigger", dispatch.spec().trigger().trigger().value());
                        host.host(dispatch, user, slots::closed);
                    } finally {
                        hosted.remove(running(dispatch));
                        slots.give(user);
                    }
                });
    }

    private static FleetEvent.Running running(Dispatch dispatch) {
        return new FleetEvent.Running(dispatch.session(), dispatch.epoch());
    }

    /// A bug: the session's lease runs out, and another worker meets it.
    private static void died(Dispatch dispatch, Throwable fault) {
        LOG.atError()
                .addKeyValue("session", dispatch.session())
                .addKeyValue("org", dispatch.spec().org())
                .setCause(fault)
                .log("session died of a fault of the worker");
    }
}
