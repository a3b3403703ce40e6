package dev.workrail.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedWorkflowsTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

    @Test
    void shouldFindNothingWrongWithTheExamplesOfTheGuide() throws IOException {
        // given
        String guide = Files.readString(Path.of("..", "docs", "workflows.md"));
        List<String> examples =
                EXAMPLE.matcher(guide).results().map((MatchResult m) -> m.group(1)).toList();

        // then
        assertThat(examples).hasSize(2);
        assertThat(examples)
                .allSatisfy(example ->
                        assertThat(
                                        Workflows.validate(example, Routines.NONE, Bindings.NONE)
                                                .findings())
                                .isEmpty());
    }
}
