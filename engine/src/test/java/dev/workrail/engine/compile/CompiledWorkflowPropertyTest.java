package dev.workrail.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.graph.WorkflowGraph;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.validate.RandomWorkflows;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CompiledWorkflowPropertyTest {
    @Provide
    Arbitrary<JsonNode> workflows() {
        return RandomWorkflows.all();
    }

    @Property(tries = 300)
    void shouldBeTheSameAfterItsSnapshotWasWrittenAndRead(
            @ForAll("workflows") JsonNode definition) {
        // given
        CompiledWorkflow compiled = compile(definition);
        String stored = CanonicalJson.text(compiled.pinned().snapshot());

        // when
        CompiledWorkflow restored = Workflows.restore(Json.parse(stored));

        // then
        assertThat(restored).isEqualTo(compiled);
    }

    @Property(tries = 300)
    void shouldHoldEveryStepOnce(@ForAll("workflows") JsonNode definition) {
        // when
        CompiledWorkflow compiled = compile(definition);

        // then the top level and the bodies together are all there is
        Set<String> ids =
                compiled.steps().stream()
                        .map(Step::id)
                        .collect(Collectors.toCollection(HashSet::new));
        compiled.loops().values().forEach(l -> l.body().forEach(s -> ids.add(s.id())));
        assertThat(compiled.stepById().keySet()).isEqualTo(ids);
        int bodies = compiled.loops().values().stream().mapToInt(l -> l.body().size()).sum();
        assertThat(compiled.stepById()).hasSize(compiled.steps().size() + bodies);
    }

    @Property(tries = 300)
    void shouldGiveAGraphInWhichEveryNodeIsReached(@ForAll("workflows") JsonNode definition) {
        // when
        WorkflowGraph graph = Workflows.graph(compile(definition));

        // then
        Set<String> reached = new HashSet<>(Set.of(WorkflowGraph.START));
        int before;
        do {
            before = reached.size();
            graph.edges().stream()
                    .filter(edge -> reached.contains(edge.from()))
                    .forEach(edge -> reached.add(edge.to()));
        } while (reached.size() > before);
        assertThat(graph.nodes()).extracting(WorkflowGraph.Node::id).hasSameElementsAs(reached);
    }

    private static CompiledWorkflow compile(JsonNode definition) {
        return Workflows.compile(definition, Routines.NONE, Bindings.NONE);
    }
}
