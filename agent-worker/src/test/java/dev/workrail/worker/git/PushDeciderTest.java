package dev.workrail.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.Effect;
import dev.workrail.worker.git.PushDecider.Next;
import org.junit.jupiter.api.Test;

final class PushDeciderTest {
    private static final Effect.PushIntended NEW_REF =
            new Effect.PushIntended("r", "refs/heads/x", null, "new", "tree");

    @Test
    void shouldAnnounceBeforeItPushes() {
        assertThat(PushDecider.first("new", null)).isEqualTo(new Next.Announce(null));
    }

    @Test
    void shouldNeverTakeARefThatIsSomeoneElses() {
        assertThat(PushDecider.first("new", "other")).isEqualTo(new Next.Conflict("other"));
    }

    @Test
    void shouldPushAgainWhereTheCrashCameBeforeThePush() {
        assertThat(PushDecider.announced(NEW_REF, null)).isEqualTo(new Next.Push());
    }

    @Test
    void shouldOnlyRecordWhereTheCrashCameAfterThePush() {
        assertThat(PushDecider.announced(NEW_REF, "new")).isEqualTo(new Next.Record());
    }

    @Test
    void shouldEscalateWhereSomeoneMovedTheRef() {
        assertThat(PushDecider.announced(NEW_REF, "other")).isEqualTo(new Next.Conflict("other"));
    }
}
