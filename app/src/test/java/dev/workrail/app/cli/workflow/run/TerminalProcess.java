package dev.workrail.app.cli.workflow.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The command line as a process of its own, talked to over its standard streams.
final class TerminalProcess {
    private static final int SECONDS = 60;

    private final List<String> command;

    TerminalProcess(String... arguments) {
        command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.workrail.app.Main"));
        command.addAll(List.of(arguments));
    }

    /// @param out standard output and error together
    record Ended(int exit, String out) {}

    /// Writes all of `input`, then ends it.
    Ended type(String input) throws IOException, InterruptedException {
        return talk(line -> "", input);
    }

    /// Answers each line it prints; an empty answer writes nothing.
    Ended answer(Function<String, String> answers) throws IOException, InterruptedException {
        return talk(answers, null);
    }

    private Ended talk(Function<String, String> answers, String input)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            if (input != null) {
                in.write(input);
                in.close();
            }
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                String answer = answers.apply(line);
                if (!answer.isEmpty()) {
                    in.write(answer);
                    in.flush();
                }
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after its output ended:\n" + said);
            }
            return new Ended(process.exitValue(), said.toString());
        } finally {
            process.destroyForcibly();
        }
    }
}
