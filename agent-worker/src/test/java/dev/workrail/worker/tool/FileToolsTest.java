package dev.workrail.worker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.worker.sandbox.SandboxUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Read, Write and Edit: what they show, what they demand, and what they refuse.
final class FileToolsTest {
    @TempDir Path home;
    private Path root;
    private final ReadLedger ledger = new ReadLedger();
    private Tool read;
    private Tool write;
    private Tool edit;

    @BeforeEach
    void prepare() throws Exception {
        root = Files.createDirectory(home.resolve("work"));
        Files.createDirectory(home.resolve("work-sibling"));
        Files.writeString(home.resolve("work-sibling/key"), "secret");
        Files.writeString(home.resolve("outside"), "secret");
        Workspace workspace = new Workspace(root, SandboxUser.SELF);
        read = new ReadTool(workspace, ledger);
        write = new WriteTool(workspace, ledger);
        edit = new EditTool(workspace, ledger);
    }

    @Test
    void shouldNumberLinesAndPageThem() throws Exception {
        // given
        Files.writeString(root.resolve("f"), "a\nb\nc\nd\n");

        // then
        assertThat(call(read, "{'filePath':'f'}"))
                .isEqualTo("     1\ta\n     2\tb\n     3\tc\n     4\td\n");
        assertThat(call(read, "{'filePath':'/workspace/f','offset':1,'limit':2}"))
                .isEqualTo("     2\tb\n     3\tc\n");
        assertThat(call(read, "{'filePath':'f','offset':9}")).contains("only 4 lines");
    }

    @Test
    void shouldRefuseAWholeFileAbove256KiB() throws Exception {
        // given
        Files.writeString(root.resolve("big"), "line\n".repeat(60_000));

        // then
        assertRefused(read, "{'filePath':'big'}", "offset and limit");
        assertThat(call(read, "{'filePath':'big','limit':1}")).isEqualTo("     1\tline\n");
    }

    @Test
    void shouldWriteANewFileWithItsDirectories() throws Exception {
        // when
        call(write, "{'filePath':'a/b/c.txt','content':'x'}");

        // then
        assertThat(root.resolve("a/b/c.txt")).hasContent("x");
    }

    @Test
    void shouldDemandThatAFileWasReadBeforeItIsChanged() throws Exception {
        // given
        Files.writeString(root.resolve("f"), "old");

        // then
        assertRefused(write, "{'filePath':'f','content':'new'}", "Read it first");
        assertRefused(
                edit, "{'file_path':'f','old_string':'old','new_string':'new'}", "Read it first");
    }

    @Test
    void shouldRefuseAFileThatChangedSinceItWasRead() throws Exception {
        // given
        Files.writeString(root.resolve("f"), "old");
        call(read, "{'filePath':'f'}");
        Files.writeString(root.resolve("f"), "odd");

        // then
        assertRefused(
                edit, "{'file_path':'f','old_string':'odd','new_string':'new'}", "has changed");
        assertRefused(write, "{'filePath':'f','content':'new'}", "has changed");
        assertThat(root.resolve("f")).hasContent("odd");
    }

    @Test
    void shouldEditMoreThanOnceAfterOneRead() throws Exception {
        // given
        Files.writeString(root.resolve("f"), "one two");
        call(read, "{'filePath':'f'}");

        // when
        call(edit, "{'file_path':'f','old_string':'one','new_string':'1'}");
        call(edit, "{'file_path':'f','old_string':'two','new_string':'2'}");

        // then
        assertThat(root.resolve("f")).hasContent("1 2");
    }

    @Test
    void shouldDemandAUniqueMatchUnlessAllAreReplaced() throws Exception {
        // given
        Files.writeString(root.resolve("f"), "aXbXc");
        call(read, "{'filePath':'f'}");

        // then
        assertRefused(edit, "{'file_path':'f','old_string':'X','new_string':'-'}", "2 times");
        assertRefused(edit, "{'file_path':'f','old_string':'Q','new_string':'-'}", "not occur");
        assertRefused(edit, "{'file_path':'f','old_string':'X','new_string':'X'}", "the same");
        call(edit, "{'file_path':'f','old_string':'X','new_string':'-','replace_all':true}");
        assertThat(root.resolve("f")).hasContent("a-b-c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "a/../../outside",
                "../work-sibling/key",
                "/etc/passwd",
                "/workspace/../outside",
                "/workspace-sibling/key",
                "link-out",
                "dir-out/outside",
                "dangling"
            })
    void shouldLetNoPathOut(String path) throws Exception {
        // given
        Files.createSymbolicLink(root.resolve("link-out"), home.resolve("outside"));
        Files.createSymbolicLink(root.resolve("dir-out"), home);
        Files.createSymbolicLink(root.resolve("dangling"), home.resolve("made-by-the-agent"));

        // then
        for (Tool tool : new Tool[] {read, write}) {
            assertThatThrownBy(() -> call(tool, "{'filePath':'" + path + "','content':'stolen'}"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageNotContaining(home.toString());
        }
        assertThat(home.resolve("outside")).hasContent("secret");
        assertThat(home.resolve("work-sibling/key")).hasContent("secret");
        assertThat(home.resolve("made-by-the-agent")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git/config", "sub/.GIT/hooks/x", "by-link", "dir-link/new/x"})
    void shouldLeaveToGitWhatIsGits(String path) throws Exception {
        // given
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "[core]");
        Files.createSymbolicLink(root.resolve("by-link"), root.resolve(".git/config"));
        Files.createSymbolicLink(root.resolve("dir-link"), root.resolve(".git"));
        if (Files.exists(root.resolve(path))) {
            call(read, "{'filePath':'" + path + "'}");
        }

        // then
        assertRefused(write, "{'filePath':'" + path + "','content':'x'}", "belongs to git");
        assertThat(root.resolve(".git/config")).hasContent("[core]");
        assertThat(root.resolve(".git/new")).doesNotExist();
    }

    @Test
    void shouldNotLoseBytesThatAreNoText() throws Exception {
        // given
        byte[] latin = {'a', (byte) 0xE4, 'b'};
        Files.write(root.resolve("f"), latin);
        call(read, "{'filePath':'f'}");

        // then
        assertRefused(
                edit, "{'file_path':'f','old_string':'a','new_string':'c'}", "not UTF-8 text");
        assertThat(root.resolve("f")).hasBinaryContent(latin);
    }

    @Test
    void shouldCountLinesAsCatDoes() throws Exception {
        // given
        Files.writeString(root.resolve("f"), "a\rb\r\n\nc");

        // then
        assertThat(call(read, "{'filePath':'f'}"))
                .isEqualTo("     1\ta\rb\r\n     2\t\n     3\tc\n");
    }

    @Test
    void shouldNotWaitForAPipe() throws Exception {
        // given
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor())
                .isZero();

        // then
        assertRefused(read, "{'filePath':'pipe'}", "not a file");
    }

    @Test
    void shouldSayWhichArgumentIsWrong() {
        assertRefused(read, "{}", "'filePath' is required");
        assertRefused(read, "{'filePath':7}", "'filePath' must be a text");
        assertRefused(read, "{'filePath':'f','offset':-1}", "'offset' must be a whole number");
    }

    private static void assertRefused(Tool tool, String arguments, String message) {
        assertThatThrownBy(() -> call(tool, arguments))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(message);
    }

    static String call(Tool tool, String arguments) throws Exception {
        byte[] json = arguments.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return tool.call(new Arguments(ContractsJson.read(json, JsonNode.class)));
    }
}
