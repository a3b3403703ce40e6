package dev.workrail.engine.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class Utf8PropertyTest {
    @Property
    void aMarkedTextIsNeverOverItsBoundAndNeverEndsInsideACharacter(
            @ForAll @StringLength(max = 200) String noise,
            @ForAll @IntRange(min = 20, max = 200) int max) {
        String text =
                noise.codePoints()
                        .filter(c -> c < 0xd800 || c > 0xdfff)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();

        String kept = Utf8.marked(text, max);

        byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
        assertThat(bytes.length).isLessThanOrEqualTo(max).isEqualTo(Utf8.bytes(kept));
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(kept);
        assertThat(kept.equals(text) || kept.endsWith("[TRUNCATED]")).isTrue();
    }
}
