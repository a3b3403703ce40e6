package dev.workrail.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Severity;
import org.junit.jupiter.api.Test;

class DuplicateKeysTest {
    @Test
    void shouldFindEachKeyThatAnObjectHasTwice() {
        // given
        Findings findings = new Findings();

        // when
        DuplicateKeys.find(
                "{\"a\":{\"b\":1,\"c\":[{\"d/e\":1,\"d/e\":2}],\"b\":3},\"f\":{\"a\":1},\"a\":0}",
                findings);

        // then
        assertThat(findings.list())
                .allMatch(finding -> finding.severity() == Severity.WARNING)
                .extracting(Finding::pointer)
                .containsExactly("/a/c/0/d~1e", "/a/b", "/a");
    }
}
