package dev.workrail.worker.tool;

import static dev.workrail.worker.tool.FileToolsTest.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.worker.sandbox.SandboxUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Glob and Grep over a small tree.
final class SearchToolsTest {
    @TempDir Path root;
    private Tool glob;
    private Tool grep;

    @BeforeEach
    void prepare() throws Exception {
        write("src/App.java", "class App {\n  // greet\n}\n");
        write("src/deep/Util.java", "class Util {}\n");
        write("web/app.ts", "export const Greet = 1\n");
        write("README.md", "Greet the world\n");
        write("node_modules/x/index.js", "greet\n");
        write(".git/config", "greet\n");
        write("data.bin", "greet\0greet\n");
        Workspace workspace = new Workspace(root, SandboxUser.SELF);
        glob = new GlobTool(workspace);
        grep = new GrepTool(workspace);
    }

    @Test
    void shouldRefuseAPatternThatWouldFillTheHeap() {
        assertThatThrownBy(() -> call(grep, "{'pattern':'(((a{0,1000}){0,1000}){0,1000})b'}"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("not a usable regular expression")
                .hasMessageContaining("at most 2000");
        assertThatThrownBy(() -> call(grep, "{'pattern':'(?=look)'}"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("linear time");
    }

    @Test
    void shouldFindFilesByName() throws Exception {
        assertThat(call(glob, "{'pattern':'**/*.java'}"))
                .isEqualTo("src/App.java\nsrc/deep/Util.java");
        assertThat(call(glob, "{'pattern':'*.{md,ts}'}")).isEqualTo("README.md");
        assertThat(call(glob, "{'pattern':'*.java','path':'src'}")).isEqualTo("src/App.java");
        assertThat(call(glob, "{'pattern':'**/index.js'}")).isEqualTo("no file matches");
    }

    @Test
    void shouldAnswerAtMostAHundredFiles() throws Exception {
        // given
        for (int i = 0; i < 130; i++) {
            write("many/f%03d.txt".formatted(i), "");
        }

        // when
        String found = call(glob, "{'pattern':'many/*'}");

        // then
        assertThat(found.lines()).hasSize(101).last().asString().contains("30 more");
    }

    @Test
    void shouldListFilesThatMatchWithoutBinariesAndDependencies() throws Exception {
        assertThat(call(grep, "{'pattern':'greet'}")).isEqualTo("src/App.java");
        assertThat(call(grep, "{'pattern':'greet','-i':true}"))
                .isEqualTo("README.md\nsrc/App.java\nweb/app.ts");
    }

    @Test
    void shouldShowLinesWithContextAndCounts() throws Exception {
        assertThat(call(grep, "{'pattern':'greet','output_mode':'content','context':1}"))
                .isEqualTo(
                        "src/App.java-1-class App {\nsrc/App.java:2:  // greet\nsrc/App.java-3-}");
        assertThat(call(grep, "{'pattern':'class','output_mode':'count','type':'java'}"))
                .isEqualTo("src/App.java:1\nsrc/deep/Util.java:1");
        assertThat(call(grep, "{'pattern':'Greet','glob':'*.ts'}")).isEqualTo("web/app.ts");
        assertThat(call(grep, "{'pattern':'class','head_limit':1}")).contains("stopped at 1");
    }

    @Test
    void shouldStayLinearOnAHostilePattern() throws Exception {
        // given
        write("long.txt", "a".repeat(50_000) + "!\n");

        // then
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> call(grep, "{'pattern':'(a+)+$','path':'long.txt'}"));
    }

    @Test
    void shouldExplainWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> call(grep, "{'pattern':'('}")).hasMessageContaining("RE2");
        assertThatThrownBy(() -> call(grep, "{'pattern':'a','type':'cobol'}"))
                .hasMessageContaining("unknown type");
        assertThatThrownBy(() -> call(grep, "{'pattern':'a','path':'../..'}"))
                .hasMessageContaining("outside");
    }

    private void write(String name, String content) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
