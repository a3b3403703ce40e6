package dev.workrail.worker;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The repository of the bundled rehearsal, as a bare git remote.
final class SampleRepository {
    private static final List<String> FILES =
            List.of("README.md", "greet.sh", "lib/greeting.sh", "test/run.sh");

    private SampleRepository() {}

    static Path bare(Path home) throws Exception {
        Path seed = Files.createDirectories(home.resolve("seed"));
        for (String file : FILES) {
            Path target = seed.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream in =
                    SampleRepository.class.getResourceAsStream(
                            "/rehearsal/fix-greeting/repo/" + file)) {
                Files.write(target, in.readAllBytes());
            }
        }
        Path remote = home.resolve("remote.git");
        String script =
                """
                set -e
                git init -q --bare -b main "%s"
                git init -q -b main; git add -A
                git -c user.name=Dev -c user.email=dev@example.test commit -qm 'Greet by name'
                git push -q "%s" main
                """
                        .formatted(remote, remote);
        Process process =
                new ProcessBuilder("/bin/bash", "-c", script)
                        .directory(seed.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return remote;
    }
}
