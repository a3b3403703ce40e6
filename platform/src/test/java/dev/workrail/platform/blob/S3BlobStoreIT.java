package dev.workrail.platform.blob;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;

/// Against a server that speaks S3 and checks signatures, in this process.
class S3BlobStoreIT extends BlobStoreContract {
    private S3Proxy proxy;

    @Override
    BlobBucket bucket(Path scratch) throws Exception {
        var files =
                new FilesystemNio2BlobStore(
                        Files.createDirectories(scratch.resolve("s3")).toString());
        files.createContainer("blobs");
        proxy =
                S3Proxy.builder()
                        .blobStore(files)
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, "access", "secret")
                        .build();
        proxy.start();
        return S3Bucket.open(
                new S3Settings(
                        "blobs",
                        "us-east-1",
                        URI.create("http://127.0.0.1:" + proxy.getPort()),
                        Optional.of("access"),
                        Optional.of("secret")));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.stop();
    }
}
