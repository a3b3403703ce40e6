package dev.workrail.projections;

import dev.workrail.platform.blob.BlobBucket;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.secret.SecretKeys;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/// Where the role keeps things beside Kafka: views in the database, bundles and signing keys in the
/// bucket. Thread-safe.
@Singleton
public final class ProjectionsStorage {
    private final TenantTx tenants;
    private final DataSource database;
    private final BlobBucket bucket;
    private final BlobStore blobs;
    private final SecretKeys keys;

    public ProjectionsStorage(
            TenantTx tenants,
            DataSource database,
            BlobBucket bucket,
            BlobStore blobs,
            SecretKeys keys) {
        this.tenants = tenants;
        this.database = database;
        this.bucket = bucket;
        this.blobs = blobs;
        this.keys = keys;
    }

    TenantTx tenants() {
        return tenants;
    }

    DataSource database() {
        return database;
    }

    BlobBucket bucket() {
        return bucket;
    }

    BlobStore blobs() {
        return blobs;
    }

    SecretKeys keys() {
        return keys;
    }
}
