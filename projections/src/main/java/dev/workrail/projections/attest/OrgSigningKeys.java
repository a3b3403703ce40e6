package dev.workrail.projections.attest;

import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.platform.blob.BlobBucket;
import dev.workrail.platform.secret.SealedSecret;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretOpener;
import dev.workrail.platform.secret.SecretSealer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The signing keys of each org, kept in the bucket at `signing/<org>/<number>` and sealed with the
/// key of purpose `signing`, which is not in the bucket.
///
/// The first is made with the org's first proof record, and a further one once the newest is older
/// than its term; of several processes that make one at once, one does. Old keys stay, so that what
/// they signed can be verified. Thread-safe; blocks.
public final class OrgSigningKeys {
    private static final String PREFIX = "signing/";

    private final BlobBucket bucket;
    private final SecretSealer sealer;
    private final SecretOpener opener;
    private final Clock clock;
    private final Duration term;
    private final Map<OrgId, List<SigningKey>> known = new ConcurrentHashMap<>();

    /// @param term how long a key signs
    public OrgSigningKeys(BlobBucket bucket, SecretKeys keys, Clock clock, Duration term) {
        this.bucket = bucket;
        this.sealer = new SecretSealer(keys);
        this.opener = new SecretOpener(keys, SecretPurpose.SIGNING);
        this.clock = clock;
        this.term = term;
    }

    /// Every key of the org, the newest last: that one signs.
    ///
    /// @throws IOException where the bucket is away: passes, try again
    List<SigningKey> of(OrgId org) throws IOException {
        List<SigningKey> keys = known.getOrDefault(org, List.of());
        while (keys.isEmpty() || expired(keys.getLast())) {
            keys = read(org);
            if (keys.isEmpty() || expired(keys.getLast())) {
                make(org, keys.size() + 1);
            }
            known.put(org, keys);
        }
        return keys;
    }

    /// Destroys every key of an org: nothing is signed with them again, and what they signed is
    /// verified by whoever kept their public halves.
    ///
    /// @return how many there were
    public int destroy(OrgId org) throws IOException {
        List<String> paths = new ArrayList<>();
        bucket.list(PREFIX + org + "/", object -> paths.add(object.path()));
        for (String path : paths) {
            bucket.delete(path);
        }
        known.remove(org);
        return paths.size();
    }

    private boolean expired(SigningKey key) {
        return key.madeAt().plus(term).isBefore(clock.instant());
    }

    private List<SigningKey> read(OrgId org) throws IOException {
        List<SigningKey> keys = new ArrayList<>();
        Optional<byte[]> sealed = bucket.read(path(org, 1));
        while (sealed.isPresent()) {
            SealedSecret secret = ContractsJson.read(sealed.get(), SealedSecret.class);
            keys.add(
                    SigningKey.of(
                            ContractsJson.read(opener.open(secret), SigningKey.Stored.class)));
            sealed = bucket.read(path(org, keys.size() + 1));
        }
        return List.copyOf(keys);
    }

    private void make(OrgId org, int number) throws IOException {
        SigningKey fresh = SigningKey.generated(clock.instant());
        SealedSecret sealed =
                sealer.seal(
                        org,
                        SecretPurpose.SIGNING,
                        "proofs-" + number,
                        ContractsJson.write(fresh.stored()));
        bucket.writeIfAbsent(path(org, number), ContractsJson.write(sealed));
    }

    private static String path(OrgId org, int number) {
        return PREFIX + org + "/" + number;
    }
}
