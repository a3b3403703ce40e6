package dev.workrail.contracts.json;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.SessionView;
import java.util.List;

/// Every sealed family that appears on a topic. A family that is missing here cannot be read.
public final class Families {
    public static final List<Class<? extends Kinded>> ALL =
            List.of(
                    TriggerEvent.class,
                    RefusedWebhook.class,
                    ConfigValue.class,
                    DeliveryTarget.class,
                    SessionRecord.class,
                    SessionEvent.class,
                    Effect.class,
                    Fact.class,
                    WaitFor.class,
                    LeaseEvent.class,
                    SchedulingEvent.class,
                    Command.class,
                    FleetEvent.class,
                    DeliveryEvent.class,
                    SessionView.class,
                    ProofRecord.class);

    private Families() {}
}
