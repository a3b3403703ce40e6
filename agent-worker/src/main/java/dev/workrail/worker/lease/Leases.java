package dev.workrail.worker.lease;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.schedule.LeaseEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The leases this worker holds or has claimed. Thread-safe.
public final class Leases {
    private final Map<ClaimId, Lease> leases = new ConcurrentHashMap<>();

    public void add(Lease lease) {
        leases.put(lease.key().claim(), lease);
    }

    public void remove(Lease lease) {
        leases.remove(lease.key().claim());
    }

    public List<Lease> all() {
        return List.copyOf(leases.values());
    }

    /// What the next heartbeat names.
    public List<FleetEvent.Running> running() {
        return leases.values().stream()
                .filter(lease -> lease.stopped().isEmpty())
                .map(lease -> new FleetEvent.Running(lease.key().session(), lease.key().epoch()))
                .sorted(Comparator.comparing(FleetEvent.Running::session))
                .toList();
    }

    /// The log has a heartbeat that named `running`.
    public void confirmed(List<FleetEvent.Running> running, Instant sentAt) {
        for (Lease lease : leases.values()) {
            if (running.contains(
                    new FleetEvent.Running(lease.key().session(), lease.key().epoch()))) {
                lease.confirmed(sentAt);
            }
        }
    }

    public void lapseOverdue() {
        leases.values().forEach(Lease::lapseIfDue);
    }

    /// How long ago a heartbeat was confirmed of the lease that waits for one longest; zero where
    /// there is none.
    public Duration oldest(Instant now) {
        return leases.values().stream()
                .map(lease -> lease.age(now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Takes an answer of the dispatcher.
    ///
    /// @param stray told of a grant to a claim that is not here any more
    public void answered(LeaseEvent event, Consumer<LeaseEvent.Granted> stray) {
        switch (event) {
            case LeaseEvent.Granted granted ->
                    of(granted.claim())
                            .ifPresentOrElse(
                                    lease -> lease.granted(granted), () -> stray.accept(granted));
            case LeaseEvent.Refused refused ->
                    of(refused.claim())
                            .ifPresent(lease ->
                                    lease.stop(new Stop.Lapsed("refused: " + refused.reason())));
            case LeaseEvent.Revoked revoked ->
                    stop(revoked, new Stop.Revoked(revoked.reason(), revoked.by()));
            case LeaseEvent.Expired expired -> stop(expired, new Stop.Lapsed("expired"));
            case LeaseEvent.Ended _, LeaseEvent.Opaque _ -> {}
        }
    }

    private void stop(LeaseEvent event, Stop reason) {
        for (Lease lease : leases.values()) {
            if (lease.key().session().equals(event.session())
                    && lease.key().epoch() <= event.epoch()) {
                lease.stop(reason);
            }
        }
    }

    private Optional<Lease> of(ClaimId claim) {
        return Optional.ofNullable(leases.get(claim));
    }
}
