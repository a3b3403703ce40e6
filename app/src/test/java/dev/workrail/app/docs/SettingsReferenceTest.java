package dev.workrail.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/settings.md` says what the configuration interfaces say.
class SettingsReferenceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCUMENT = ROOT.resolve("docs/settings.md");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");
    private static final Pattern MEMBER =
            Pattern.compile(
                    "((?:^ {4}///.*\\n)+)"
                            + "((?:^ {4}@.*\\n(?:^ {12}.*\\n)*)*)"
                            + "^ {4}([A-Za-z<>., @]+?) ([a-z][A-Za-z0-9]*)\\(\\);",
                    Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\(\\s*\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("@WithName\\(\\s*\"([^\"]*)\"");

    @Test
    void shouldMatchTheConfigurationInterfaces() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT)
                .as("run this test with -Dgolden.write=true and review the change")
                .content()
                .isEqualTo(expected);
    }

    private static String document() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Settings

                        Generated from the configuration interfaces. A setting is a system property or an environment variable: `workrail.worker.slots` is `WORKRAIL_WORKER_SLOTS`. Durations are written `15s`, `2m`, `7d`.
                        """);
        for (Path source : sources()) {
            String code = Files.readString(source);
            Matcher prefix = PREFIX.matcher(code);
            if (prefix.find()) {
                section(text, prefix.group(1), code);
            }
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String prefix, String code) {
        text.append("\n## ").append(prefix).append("\n\n");
        text.append("| setting | default | what |\n|---|---|---|\n");
        Matcher member = MEMBER.matcher(code);
        while (member.find()) {
            Matcher fallback = DEFAULT.matcher(member.group(2));
            Matcher name = NAME.matcher(member.group(2));
            text.append("| `")
                    .append(prefix)
                    .append('.')
                    .append(name.find() ? name.group(1) : kebab(member.group(4)))
                    .append("` | ")
                    .append(fallback.find() ? "`" + fallback.group(1) + "`" : "")
                    .append(" | ")
                    .append(words(member.group(1)))
                    .append(" |\n");
        }
    }

    private static String words(String javadoc) {
        List<String> lines = new ArrayList<>();
        javadoc.lines().forEach(line -> lines.add(line.strip().replaceFirst("^/// ?", "")));
        return String.join(" ", lines).strip().replace("|", "\\|");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 12)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().matches(".*(Config|Settings)\\.java"))
                    .filter(file -> read(file).contains("@ConfigMapping(prefix"))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
