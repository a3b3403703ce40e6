package dev.workrail.engine.catalog;

import static dev.workrail.engine.validate.WorkflowFiles.step;
import static dev.workrail.engine.validate.WorkflowFiles.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.validate.Validation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowCatalogTest {
    @Test
    void shouldPreferTheMoreSpecificSource() {
        // given
        WorkflowCatalog catalog =
                WorkflowCatalog.of(
                        Map.of(
                                WorkflowSource.BUNDLED, Map.of("quick", flow("quick")),
                                WorkflowSource.ORG, Map.of("quick", flow("quick")),
                                WorkflowSource.WORKSPACE, Map.of("quick", flow("quick"))));

        // then
        assertThat(catalog.find("quick"))
                .map(WorkflowCatalog.Entry::source)
                .contains(WorkflowSource.WORKSPACE);
        assertThat(catalog.shadowed())
                .extracting(WorkflowCatalog.Shadowed::source)
                .containsExactly(WorkflowSource.BUNDLED, WorkflowSource.ORG);
    }

    @Test
    void shouldProtectBundledWorkflowsOfTheReservedNames() {
        // given
        JsonNode bundled = flow("wr.quick");
        WorkflowCatalog catalog =
                WorkflowCatalog.of(
                        Map.of(
                                WorkflowSource.BUNDLED, Map.of("wr.quick", bundled),
                                WorkflowSource.ORG, Map.of("wr.quick", flow("wr.other"))));

        // then
        assertThat(catalog.find("wr.quick"))
                .map(WorkflowCatalog.Entry::definition)
                .contains(bundled);
        assertThat(catalog.shadowed())
                .containsExactly(
                        new WorkflowCatalog.Shadowed(
                                "wr.quick", WorkflowSource.ORG, WorkflowSource.BUNDLED, true));
    }

    @Test
    void shouldExpandTheRoutinesOfTheCatalogue() {
        // given
        JsonNode caller =
                withSteps(
                        "{\"id\":\"call\",\"title\":\"C\",\"templateCall\":{\"templateId\":"
                                + "\"wr.templates.routine.plan\"}}");
        WorkflowCatalog catalog =
                WorkflowCatalog.of(
                        Map.of(
                                WorkflowSource.BUNDLED,
                                Map.of("wr.routine-plan", flow("wr.routine-plan")),
                                WorkflowSource.ORG,
                                Map.of("small-flow", caller)));

        // when
        Validation validation = catalog.resolve("small-flow", Bindings.NONE).orElseThrow();

        // then
        assertThat(validation.errors()).isEmpty();
        assertThat(validation.compiled().stepById()).containsKey("call.one");
    }

    @Test
    void shouldFindWorkflowsThatDelegateInACircle() {
        // given
        WorkflowCatalog catalog =
                WorkflowCatalog.of(
                        Map.of(
                                WorkflowSource.ORG,
                                Map.of("aaa", delegating("bbb"), "bbb", delegating("aaa"))));

        // then
        assertThat(catalog.delegationCycles()).containsExactly(List.of("aaa", "bbb"));
    }

    private static JsonNode delegating(String to) {
        return withSteps(
                "{\"id\":\"many\",\"type\":\"parallel\",\"title\":\"P\",\"parallelDelegations\":"
                        + "[{\"workflowId\":\""
                        + to
                        + "\"}]}");
    }

    private static JsonNode flow(String id) {
        return withSteps(step("one", "")).put("id", id);
    }
}
