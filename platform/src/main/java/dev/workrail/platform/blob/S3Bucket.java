package dev.workrail.platform.blob;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket of an S3-compatible store. The bucket exists already.
public final class S3Bucket implements BlobBucket {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client client;
    private final String bucket;

    private S3Bucket(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /// Connects with the first request.
    public static S3Bucket open(S3Settings settings) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT))
                        // Stores other than Amazon's do not all know its newer checksums.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .region(Region.of(settings.region()));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint()).forcePathStyle(true);
        }
        if (settings.accessKey().isPresent() && settings.secretKey().isPresent()) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(
                                    settings.accessKey().get(), settings.secretKey().get())));
        }
        return new S3Bucket(builder.build(), settings.bucket());
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
        request(
                "write " + path,
                () ->
                        client.putObject(
                                request -> request.bucket(bucket).key(path),
                                RequestBody.fromBytes(bytes)));
    }

    @Override
    public void writeIfAbsent(String path, byte[] bytes) throws IOException {
        request(
                "write " + path,
                () -> {
                    try {
                        return client.putObject(
                                request -> request.bucket(bucket).key(path).ifNoneMatch("*"),
                                RequestBody.fromBytes(bytes));
                    } catch (S3Exception e) {
                        if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                            return "already there";
                        }
                        throw e;
                    }
                });
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        return request(
                "read " + path,
                () -> {
                    try {
                        return Optional.of(
                                client.getObjectAsBytes(r -> r.bucket(bucket).key(path))
                                        .asByteArray());
                    } catch (NoSuchKeyException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public Optional<Instant> writtenAt(String path) throws IOException {
        return request(
                "look at " + path,
                () -> {
                    try {
                        return Optional.of(
                                client.headObject(r -> r.bucket(bucket).key(path)).lastModified());
                    } catch (S3Exception e) {
                        if (e.statusCode() == NOT_FOUND) {
                            return Optional.empty();
                        }
                        throw e;
                    }
                });
    }

    @Override
    public void delete(String path) throws IOException {
        request("delete " + path, () -> client.deleteObject(r -> r.bucket(bucket).key(path)));
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        request(
                "list " + prefix,
                () -> {
                    client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix))
                            .contents()
                            .forEach(object ->
                                    sink.accept(
                                            new StoredObject(
                                                    object.key(),
                                                    object.size(),
                                                    object.lastModified())));
                    return "listed";
                });
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T request(String what, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new IOException(
                    "could not %s in bucket %s: %s".formatted(what, bucket, e.getMessage()), e);
        }
    }
}
