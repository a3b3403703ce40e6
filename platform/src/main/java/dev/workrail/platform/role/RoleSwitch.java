package dev.workrail.platform.role;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the roles that `workrail.roles` names, each after those it feeds, and stops them in
/// reverse. The others stay constructed and do nothing: they open no connection.
@Singleton
public final class RoleSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(RoleSwitch.class);

    /// Who takes work in starts last, so that what it takes finds everyone in place.
    private static final List<String> START_ORDER =
            List.of("projections", "delivery", "dispatcher", "worker", "console", "ingest");

    private final List<Role> roles;
    private final Set<String> chosen;
    private final StartGate gate;
    private final Deque<Role> begun = new ArrayDeque<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    public RoleSwitch(
            @All List<Role> roles,
            @ConfigProperty(
                            name = "workrail.roles",
                            defaultValue = "ingest,dispatcher,worker,delivery,projections,console")
                    List<String> chosen,
            StartGate gate) {
        this.roles = roles;
        this.chosen = new TreeSet<>(chosen.stream().map(String::strip).toList());
        this.gate = gate;
    }

    /// The roles of this process, whether started yet or not.
    public List<Role> active() {
        return roles.stream()
                .filter(role -> chosen.contains(role.name()))
                .sorted(Comparator.comparingInt(RoleSwitch::rank))
                .toList();
    }

    /// Whether a role is of this process, whether started yet or not.
    public boolean has(String role) {
        return chosen.contains(role);
    }

    /// Whether a role is of this process and its start has returned.
    public boolean started(Role role) {
        return started.contains(role.name());
    }

    /// Whether every role of this process has started.
    public boolean complete() {
        return complete;
    }

    void start(@Observes StartupEvent event) throws Exception {
        refuseUnknown();
        List<Role> active = active();
        if (active.isEmpty()) {
            complete = true;
            return;
        }
        gate.open(chosen);
        try {
            for (Role role : active) {
                begun.push(role);
                role.start();
                started.add(role.name());
                LOG.atInfo().addKeyValue("role", role.name()).log("role started");
            }
        } catch (Exception e) {
            stopBegun();
            throw e;
        }
        complete = true;
    }

    void stop(@Observes ShutdownEvent event) {
        stopBegun();
    }

    private void stopBegun() {
        complete = false;
        while (!begun.isEmpty()) {
            Role role = begun.pop();
            started.remove(role.name());
            try {
                role.stop();
                LOG.atInfo().addKeyValue("role", role.name()).log("role stopped");
            } catch (RuntimeException e) {
                // The others still have connections to close.
                LOG.atError().addKeyValue("role", role.name()).setCause(e).log("role did not stop");
            }
        }
    }

    private void refuseUnknown() {
        Set<String> known =
                roles.stream().map(Role::name).collect(Collectors.toCollection(TreeSet::new));
        for (String name : chosen) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "workrail.roles names '%s': expected a comma list of %s"
                                .formatted(name, String.join(", ", known)));
            }
        }
    }

    private static int rank(Role role) {
        int at = START_ORDER.indexOf(role.name());
        return at < 0 ? START_ORDER.size() : at;
    }
}
