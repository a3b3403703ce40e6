package dev.workrail.platform.blob;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where blobs are kept.
@ConfigMapping(prefix = "workrail.blobs")
public interface BlobSettings {
    /// `file` for a directory of this machine, `s3` for an S3-compatible bucket.
    @WithDefault("file")
    String store();

    /// The directory of store `file`.
    @WithDefault("${workrail.data-dir:data}/blobs")
    Path directory();

    /// The deployment's blob key, the same file for every role; made where it is absent, except in
    /// a production cluster. Without it no blob can be read again: back it up.
    @WithDefault("${workrail.secrets.keys-dir:${workrail.data-dir:data}/keys}/blobs/key.json")
    Path keyFile();

    /// The bucket of store `s3`.
    S3 s3();

    /// An S3-compatible bucket.
    interface S3 {
        /// Name of the bucket, which exists. Required for store `s3`.
        Optional<String> bucket();

        /// Region of the bucket; stores other than Amazon's take any.
        @WithDefault("us-east-1")
        String region();

        /// Address of a store other than Amazon's, such as `https://minio:9000`.
        Optional<URI> endpoint();

        /// With `secret-key`; absent to take credentials from the environment.
        Optional<String> accessKey();

        /// With `access-key`.
        Optional<String> secretKey();
    }
}
