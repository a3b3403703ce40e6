package dev.workrail.bench.engine;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Deciding, rendering and rebuilding on long sessions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class SessionBenchmark {
    private LongSession short500 = LongSession.of(500);
    private List<LoggedEvent> log10000 = List.of();

    @Setup
    public void drive() {
        short500 = LongSession.of(500);
        log10000 = LongSession.of(10_000).log();
    }

    /// One advance on a session of 500 events: its events, the next state and the next prompt.
    @Benchmark
    public Decision advanceOn500Events() {
        return short500.engine().decide(short500.state(), short500.next());
    }

    /// The pending step as its agent sees it, prompt included.
    @Benchmark
    public Decision renderPendingStep() {
        return short500.engine()
                .decide(
                        short500.state(),
                        new EngineCommand.Rehydrate(LongSession.AT, null, Recaps.NONE));
    }

    @Benchmark
    public SessionState rebuildFrom10000Events() {
        return EngineSession.evolve(SessionState.empty(LongSession.SESSION), log10000);
    }
}
