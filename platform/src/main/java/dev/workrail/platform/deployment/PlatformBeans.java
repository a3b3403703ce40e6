package dev.workrail.platform.deployment;

import dev.workrail.platform.blob.BlobBucket;
import dev.workrail.platform.blob.BlobSettings;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.blob.DerivedKeys;
import dev.workrail.platform.blob.EncryptedBlobStore;
import dev.workrail.platform.blob.FileBucket;
import dev.workrail.platform.blob.OrgKeys;
import dev.workrail.platform.blob.S3Bucket;
import dev.workrail.platform.blob.S3Settings;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretSealer;
import dev.workrail.platform.secret.SecretSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes the beans that roles share. Those that open files or connections are made at first use, so
/// that a role that is not of this process opens none.
@Singleton
public final class PlatformBeans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    SecretKeys secretKeys(SecretSettings settings) {
        return new SecretKeys(settings.keysDir());
    }

    @Produces
    @Singleton
    SecretSealer secretSealer(SecretKeys keys) {
        return new SecretSealer(keys);
    }

    @Produces
    @ApplicationScoped
    BlobBucket blobBucket(BlobSettings settings) throws IOException {
        return switch (settings.store()) {
            case "file" -> new FileBucket(settings.directory());
            case "s3" -> S3Bucket.open(s3(settings.s3()));
            default ->
                    throw new RefusedStartException(
                            "workrail.blobs.store is '%s': expected file or s3"
                                    .formatted(settings.store()));
        };
    }

    void close(@Disposes BlobBucket bucket) throws IOException {
        bucket.close();
    }

    @Produces
    @ApplicationScoped
    BlobStore blobStore(BlobSettings settings, BlobBucket bucket, Clock clock) throws IOException {
        return new EncryptedBlobStore(bucket, OrgKeys.open(settings.keyFile(), bucket), clock);
    }

    @Produces
    @ApplicationScoped
    DerivedKeys derivedKeys(BlobSettings settings) throws IOException {
        return DerivedKeys.open(settings.keyFile());
    }

    private static S3Settings s3(BlobSettings.S3 settings) {
        String bucket =
                settings.bucket()
                        .orElseThrow(() ->
                                new RefusedStartException(
                                        "workrail.blobs.s3.bucket is not set: expected the"
                                                + " name of a bucket that exists, since"
                                                + " workrail.blobs.store is s3"));
        return new S3Settings(
                bucket,
                settings.region(),
                settings.endpoint().orElse(null),
                settings.accessKey(),
                settings.secretKey());
    }
}
