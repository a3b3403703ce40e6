package dev.workrail.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.compile.WorkflowCompiler;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.Validation;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Compiling and validating the largest workflow of [BenchCorpus].
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class CompileBenchmark {
    private JsonNode definition = Json.object();
    private Routines routines = Routines.NONE;

    @Setup
    public void read() {
        BenchCorpus corpus = BenchCorpus.read();
        definition = corpus.largest();
        routines = corpus.routines();
    }

    @Benchmark
    public CompiledWorkflow compile() {
        return Objects.requireNonNull(
                WorkflowCompiler.compile(definition, routines, Bindings.NONE, new Findings()));
    }

    @Benchmark
    public Validation validate() {
        return Workflows.validate(definition, routines, Bindings.NONE);
    }
}
