package dev.workrail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemorySampleTest {
    @Test
    void shouldTakeWhatACollectionLeft() {
        String said =
                """
                4711:
                 DefNew     total 118016K, used 2048K [0x0, 0x1, 0x2)
                  eden space 104960K,   2% used [0x0, 0x1, 0x2)
                 Tenured    total 262144K, used 51200K [0x0, 0x1, 0x2)
                   the space 262144K,  19% used [0x0, 0x1)
                 Metaspace       used 90000K, committed 91000K, reserved 1114112K
                """;

        assertThat(MemorySample.used(said)).isEqualTo(50);
        assertThatThrownBy(() -> MemorySample.used("nothing")).hasMessageContaining("nothing");
    }

    @Test
    void shouldTellGrowthPerHourFromSamplesPerMinute() {
        List<MemorySample> growing = List.of(sample(1, 100), sample(2, 101), sample(3, 102));

        assertThat(SoakBench.slope(growing, MemorySample::heapMiB)).isCloseTo(60, within(1e-6));
        assertThat(SoakBench.slope(growing, MemorySample::residentMiB)).isZero();
        assertThat(SoakBench.slope(List.of(sample(1, 5)), MemorySample::heapMiB)).isZero();
    }

    private static MemorySample sample(int minute, double heap) {
        return new MemorySample(Duration.ofMinutes(minute), heap, 700, 1);
    }
}
