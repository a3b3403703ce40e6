package dev.workrail.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every bucket must do for the store above it.
abstract class BlobStoreContract {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId UMBRA = new OrgId("umbra");
    private static final byte[] CONTENT = "the transcript".getBytes(StandardCharsets.UTF_8);

    @TempDir Path directory;
    private final MutableClock clock = MutableClock.at(Instant.now());
    private BlobBucket bucket;
    private BlobStore store;

    abstract BlobBucket bucket(Path scratch) throws Exception;

    @BeforeEach
    void open() throws Exception {
        bucket = bucket(directory);
        store = openStore();
    }

    @Test
    void shouldGiveBackWhatWasPut() throws IOException {
        // when
        BlobRef ref = store.put(ACME, "transcript", CONTENT);

        // then
        assertThat(ref.bytes()).isEqualTo(CONTENT.length);
        assertThat(ref.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(store.get(ACME, ref)).get().isEqualTo(CONTENT);
        assertThat(store.put(ACME, "transcript", CONTENT)).isEqualTo(ref);
        assertThat(openStore().get(ACME, ref)).get().isEqualTo(CONTENT);
    }

    @Test
    void shouldKeepTheClearContentOutOfTheBucket() throws IOException {
        // when
        BlobRef ref = store.put(ACME, "transcript", CONTENT);

        // then
        String path = "org/acme/transcript/" + ref.digest().substring("sha256:".length());
        assertThat(new String(bucket.read(path).orElseThrow(), StandardCharsets.ISO_8859_1))
                .doesNotContain("transcript");
    }

    @Test
    void shouldShareNothingBetweenOrgs() throws IOException {
        // given
        BlobRef ref = store.put(ACME, "transcript", CONTENT);

        // then
        assertThat(store.get(UMBRA, ref)).isEmpty();
        BlobRef own = store.put(UMBRA, "transcript", CONTENT);
        String name = ref.digest().substring("sha256:".length());
        bucket.write(
                "org/umbra/transcript/" + name,
                bucket.read("org/acme/transcript/" + name).orElseThrow());
        assertThatThrownBy(() -> store.get(UMBRA, own))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("altered");
    }

    @Test
    void shouldRefuseABlobThatWasSwappedForAnotherOfItsOrg() throws IOException {
        // given
        BlobRef ref = store.put(ACME, "output", CONTENT);
        BlobRef other = store.put(ACME, "output", "other".getBytes(StandardCharsets.UTF_8));

        // when
        bucket.write(
                "org/acme/output/" + ref.digest().substring("sha256:".length()),
                bucket.read("org/acme/output/" + other.digest().substring("sha256:".length()))
                        .orElseThrow());

        // then
        assertThatThrownBy(() -> store.get(ACME, ref)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSweepWhatNothingNamesOnceItIsOldEnough() throws IOException {
        // given
        BlobRef named = store.put(ACME, "output", CONTENT);
        BlobRef loose = store.put(ACME, "output", "loose".getBytes(StandardCharsets.UTF_8));
        BlobRef foreign = store.put(UMBRA, "output", CONTENT);
        BlobCollector collector = new BlobCollector(bucket, clock, Duration.ofHours(48));

        // when
        clock.advance(Duration.ofHours(47));
        var early = collector.sweep(ACME, List.of(named));
        clock.advance(Duration.ofHours(2));
        var late = collector.sweep(ACME, List.of(named));

        // then
        assertThat(early.deleted()).isZero();
        assertThat(late.deleted()).isEqualTo(1);
        assertThat(late.kept()).isEqualTo(1);
        assertThat(store.get(ACME, named)).isPresent();
        assertThat(store.get(ACME, loose)).isEmpty();
        assertThat(store.get(UMBRA, foreign)).isPresent();
    }

    @Test
    void shouldDestroyAnOrgsBlobsAndKey() throws IOException {
        // given
        BlobRef ref = store.put(ACME, "output", CONTENT);
        BlobRef foreign = store.put(UMBRA, "output", CONTENT);

        // when
        store.deleteOrg(ACME);

        // then
        List<String> left = new ArrayList<>();
        bucket.list("", object -> left.add(object.path()));
        assertThat(left).noneMatch(path -> path.contains("acme")).hasSize(2);
        assertThat(store.get(ACME, ref)).isEmpty();
        assertThat(store.get(UMBRA, foreign)).isPresent();
    }

    @Test
    void shouldWriteAKeyOnceHoweverManyTry() throws IOException {
        // when
        bucket.writeIfAbsent("keys/x", new byte[] {1});
        bucket.writeIfAbsent("keys/x", new byte[] {2});

        // then
        assertThat(bucket.read("keys/x")).get().isEqualTo(new byte[] {1});
    }

    private BlobStore openStore() throws IOException {
        return new EncryptedBlobStore(
                bucket, OrgKeys.open(directory.resolve("deployment-key.json"), bucket), clock);
    }
}
