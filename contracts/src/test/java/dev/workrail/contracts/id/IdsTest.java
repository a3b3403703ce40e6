package dev.workrail.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void shouldMintVersion7ThatSortsByTime() {
        String early = Ids.mint("evt", NOW, new Random(1));
        String late = Ids.mint("evt", NOW.plusMillis(1), new Random(1));

        UUID uuid = UUID.fromString(early.substring("evt_".length()));
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(early).isLessThan(late);
    }

    @Property
    void shouldDeriveVersion8FromItsPartsAlone(
            @ForAll @StringLength(max = 40) String a, @ForAll @StringLength(max = 40) String b) {
        String id = Ids.derive("sess", a, b);

        UUID uuid = UUID.fromString(id.substring("sess_".length()));
        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(id).isEqualTo(Ids.derive("sess", a, b));
        assertThat(id).isNotEqualTo(Ids.derive("sess", a + b));
    }

    @Test
    void shouldTellApartPartsThatJoinToTheSameText() {
        assertThat(Ids.derive("x", "a", "bc")).isNotEqualTo(Ids.derive("x", "ab", "c"));
    }

    @Test
    void shouldSayWhatASlugLooksLike() {
        assertThatThrownBy(() -> new OrgId("Acme Inc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "org id must be 1 to 63 of a-z 0-9 . _ -, starting with a letter or digit,"
                                + " but was 'Acme Inc'");
    }
}
