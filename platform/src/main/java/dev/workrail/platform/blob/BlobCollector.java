package dev.workrail.platform.blob;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Deletes blobs that nothing names any more: mark, then sweep, an org at a time.
///
/// A young blob stays whether it is named or not, since it is stored before the event that names
/// it; the clock begins again when the same content is put again.
public final class BlobCollector {
    private final BlobBucket bucket;
    private final Clock clock;
    private final Duration minimumAge;

    /// @param minimumAge no blob younger than it is deleted; longer than anyone takes from storing
    ///   a blob to naming it
    public BlobCollector(BlobBucket bucket, Clock clock, Duration minimumAge) {
        this.bucket = bucket;
        this.clock = clock;
        this.minimumAge = minimumAge;
    }

    /// What a sweep did.
    public record Swept(int kept, int deleted, long deletedBytes) {}

    /// @param marked every blob of the org that a live, archived or pinned checkpoint or an event
    ///   names; read when the sweep was already decided on, or a name made since is missing
    public Swept sweep(OrgId org, Collection<BlobRef> marked) throws IOException {
        Set<String> named = new HashSet<>();
        marked.forEach(ref -> named.add(BlobPath.of(org, ref)));
        Instant youngest = clock.instant().minus(minimumAge);
        List<BlobBucket.StoredObject> objects = new ArrayList<>();
        bucket.list(BlobPath.prefix(org), objects::add);
        int deleted = 0;
        long bytes = 0;
        for (BlobBucket.StoredObject object : objects) {
            if (!named.contains(object.path())
                    && object.writtenAt().isBefore(youngest)
                    && stillOld(object.path(), youngest)) {
                bucket.delete(object.path());
                deleted++;
                bytes += object.bytes();
            }
        }
        return new Swept(objects.size() - deleted, deleted, bytes);
    }

    /// Looked at again right before it goes: the same content may have been put since the listing.
    private boolean stillOld(String path, Instant youngest) throws IOException {
        return bucket.writtenAt(path).filter(youngest::isAfter).isPresent();
    }
}
