package dev.workrail.platform.role;

import java.util.Optional;

/// One role of the system, started in this process or not.
///
/// A constructor touches neither Kafka nor a database; only [#start] does. Methods are called by
/// one thread, except the questions about health, which any thread may ask.
public interface Role {
    /// As written in `workrail.roles`: ingest, dispatcher, worker, delivery, projections, console.
    String name();

    /// Begins work. Topics exist and migrations have run. Throws where it cannot begin.
    void start() throws Exception;

    /// Ends work in order and closes every connection. Called once after a start, also a failed
    /// one.
    void stop();

    /// Liveness: false once only a restart helps. True before the start.
    boolean healthy();

    /// Readiness: false while the role cannot take work yet, such as while it restores its state.
    default boolean ready() {
        return healthy();
    }

    /// What keeps the role from being ready, in one line for an operator who looks at its health;
    /// empty while it is ready, or where there is nothing to say beyond that.
    default Optional<String> hindrance() {
        return Optional.empty();
    }
}
