package dev.workrail.engine.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.validate.Validation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledWorkflowsTest {
    @Test
    void shouldNameEveryFileThatIsBundled() throws IOException, URISyntaxException {
        // given
        Path folder =
                Path.of(
                                Objects.requireNonNull(
                                                BundledWorkflows.class.getResource(
                                                        "/workflows/quick-task.json"))
                                        .toURI())
                        .getParent();

        // when
        List<String> files;
        try (Stream<Path> found = Files.list(folder)) {
            files =
                    found.map(file -> file.getFileName().toString().replace(".json", ""))
                            .sorted()
                            .toList();
        }

        // then
        assertThat(BundledWorkflows.FILES).isEqualTo(files);
        assertThat(BundledWorkflows.all()).hasSize(files.size()).containsKey("wr.quick-task");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void shouldValidateWithoutFindings(String id) {
        Validation validation =
                Workflows.validate(BundledWorkflows.all().get(id), Routines.NONE, Bindings.NONE);

        assertThat(validation.findings()).isEmpty();
    }

    static Stream<String> ids() {
        return BundledWorkflows.all().keySet().stream();
    }
}
