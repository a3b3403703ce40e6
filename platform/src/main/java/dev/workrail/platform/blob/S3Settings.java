package dev.workrail.platform.blob;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an S3-compatible store is.
///
/// @param endpoint of a store other than Amazon's; addressed by path
/// @param accessKey with `secretKey`; absent to take them from the environment, as on Amazon's
///   machines
public record S3Settings(
        String bucket,
        String region,
        @Nullable URI endpoint,
        Optional<String> accessKey,
        Optional<String> secretKey) {
    @Override
    public String toString() {
        return "S3Settings[" + bucket + " in " + region + " at " + endpoint + "]";
    }
}
