package dev.workrail.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVaultTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId UMBRA = new OrgId("umbra");
    private static final byte[] SECRET = "s3cret".getBytes(StandardCharsets.UTF_8);

    @TempDir Path directory;
    private SecretKeys keys;
    private SecretSealer sealer;

    @BeforeEach
    void makeKeys() throws IOException {
        keys = new SecretKeys(directory);
        keys.ensureAll();
        sealer = new SecretSealer(keys);
    }

    @Test
    void shouldOpenWhatWasSealedForItsPurpose() {
        // given
        SealedSecret sealed = sealer.seal(ACME, SecretPurpose.GIT, "push", SECRET);

        // when
        byte[] opened = new SecretOpener(keys, SecretPurpose.GIT).open(sealed);

        // then
        assertThat(opened).isEqualTo(SECRET);
        assertThat(sealed.ciphertext()).doesNotContain("s3cret");
        assertThat(SealedSecret.of(sealed.toConfig())).isEqualTo(sealed);
    }

    @Test
    void shouldRefuseASecretOfAnotherPurpose() {
        // given
        SealedSecret sealed = sealer.seal(ACME, SecretPurpose.GIT, "push", SECRET);
        SecretOpener ingest = new SecretOpener(keys, SecretPurpose.INGEST);

        // then
        assertThatThrownBy(() -> ingest.open(sealed))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("purpose INGEST");
        SealedSecret relabelled =
                new SealedSecret(
                        ACME, SecretPurpose.INGEST, "push", sealed.keyId(), sealed.ciphertext());
        assertThatThrownBy(() -> ingest.open(relabelled)).isInstanceOf(SecretException.class);
    }

    @Test
    void shouldRefuseASecretMovedToAnotherOrgOrName() {
        // given
        SealedSecret sealed = sealer.seal(ACME, SecretPurpose.GIT, "push", SECRET);
        SecretOpener git = new SecretOpener(keys, SecretPurpose.GIT);

        // then
        assertThatThrownBy(() -> git.open(with(sealed, UMBRA, "push")))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("does not open")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> git.open(with(sealed, ACME, "other")))
                .isInstanceOf(SecretException.class);
    }

    @Test
    void shouldOpenOldSecretsAfterARotationAndSealNewOnesWithTheNewKey() throws IOException {
        // given
        SealedSecret old = sealer.seal(ACME, SecretPurpose.MODEL, "key", SECRET);

        // when
        keys.rotate(SecretPurpose.MODEL);
        SealedSecret fresh = sealer.seal(ACME, SecretPurpose.MODEL, "key", SECRET);

        // then
        SecretOpener opener = new SecretOpener(keys, SecretPurpose.MODEL);
        assertThat(fresh.keyId()).isNotEqualTo(old.keyId());
        assertThat(opener.open(old)).isEqualTo(SECRET);
        assertThat(opener.open(fresh)).isEqualTo(SECRET);
    }

    @Test
    void shouldSealWithThePublicHalvesAloneAndReadNothingBack() throws IOException {
        // given the console's mount: public keys, no private ones
        for (SecretPurpose purpose : SecretPurpose.values()) {
            Files.delete(
                    directory
                            .resolve(purpose.name().toLowerCase(java.util.Locale.ROOT))
                            .resolve("private.json"));
        }

        // when
        SealedSecret sealed = sealer.seal(ACME, SecretPurpose.GIT, "push", SECRET);

        // then
        assertThat(sealed.ciphertext()).isNotEmpty();
        assertThatThrownBy(() -> new SecretOpener(keys, SecretPurpose.GIT))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("no usable private key for purpose GIT");
    }

    @Test
    void shouldKeepKeyFilesToTheirUser() throws IOException {
        // given
        Path file = directory.resolve("git").resolve("private.json");
        String before = Files.readString(file);

        // when
        keys.ensureAll();

        // then
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static SealedSecret with(SealedSecret sealed, OrgId org, String name) {
        return new SealedSecret(org, sealed.purpose(), name, sealed.keyId(), sealed.ciphertext());
    }
}
