package dev.workrail.engine.graph;

import static dev.workrail.engine.validate.WorkflowFiles.step;
import static dev.workrail.engine.validate.WorkflowFiles.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import org.junit.jupiter.api.Test;

class WorkflowGraphTest {
    private final WorkflowGraph graph =
            Workflows.graph(
                    Workflows.compile(
                            withSteps(
                                    step("one", "\"requireConfirmation\":true")
                                            + ","
                                            + step(
                                                    "two",
                                                    "\"runCondition\":{\"var\":\"size\",\"equals\":\"Large\"}")
                                            + ","
                                            + "{\"id\":\"rounds\",\"type\":\"loop\",\"title\":\"Rounds\","
                                            + "\"loop\":{\"type\":\"forEach\",\"items\":\"size\","
                                            + "\"maxIterations\":3},\"body\":["
                                            + step("three", "")
                                            + "]},"
                                            + step(
                                                    "four",
                                                    "\"jumpIf\":{\"condition\":{\"var\":\"again\"},"
                                                            + "\"target\":\"two\",\"maxJumps\":2}")),
                            Routines.NONE,
                            Bindings.NONE));

    @Test
    void shouldShowEveryWayARunCanTake() {
        assertThat(graph.edges())
                .extracting(e -> e.from() + " " + e.way() + " " + e.to())
                .containsExactly(
                        "start NEXT one",
                        "one NEXT two?",
                        "two? NEXT two",
                        "two? SKIP rounds",
                        "two NEXT rounds",
                        "rounds ENTER three",
                        "three REPEAT rounds",
                        "rounds NEXT four",
                        "four JUMP two?",
                        "four NEXT end");
    }

    @Test
    void shouldDrawLoopsGatesAndConditions() {
        assertThat(graph.mermaid())
                .startsWith("flowchart TD\n")
                .contains("gate: coordinator_eval")
                .contains("{\"size = Large?\"}")
                .contains("subgraph")
                .contains("for each of size, at most 3 passes")
                .contains("==>|\"again, at most 2 times\"|");
    }

    @Test
    void shouldShowTitlesOfAnyCharactersAsTheyAre() {
        // given titles that Mermaid would read as HTML, an entity, mathematics, an icon or a list
        String steps =
                "{\"id\":\"one\",\"title\":\"<b>#35; $x$ \\\\n\",\"prompt\":\"p\"},"
                        + "{\"id\":\"two\",\"title\":\"1. fa:fa-car `x`\",\"prompt\":\"p\"}";

        // when
        String mermaid =
                Workflows.graph(Workflows.compile(withSteps(steps), Routines.NONE, Bindings.NONE))
                        .mermaid();

        // then
        assertThat(mermaid)
                .contains("[\"#lt;b#gt;#35;35; #36;x#36; #92;n\"]")
                .contains("[\"1#46; fa#58;fa-car #96;x#96;\"]");
    }
}
