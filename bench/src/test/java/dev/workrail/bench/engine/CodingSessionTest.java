package dev.workrail.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodingSessionTest {
    @Test
    void shouldKeepTheStateOfALongCodingSessionSmall() {
        // given
        BenchCorpus corpus = BenchCorpus.read();

        // when
        CodingSession.Sizes sizes = CodingSession.run(corpus.coding(), corpus.routines());

        // then
        assertThat(sizes.advances()).isGreaterThan(15);
        assertThat(EngineTarget.SNAPSHOT.isMet(sizes.largest()))
                .as("%d bytes", sizes.largest())
                .isTrue();
    }
}
