/// Content-addressed blobs of orgs, encrypted, never shared between orgs. Start at [BlobStore].
///
/// [EncryptedBlobStore] is the one implementation; below it a [BlobBucket] keeps opaque bytes in a
/// directory or an S3-compatible store.
@NullMarked
package dev.workrail.platform.blob;

import org.jspecify.annotations.NullMarked;
