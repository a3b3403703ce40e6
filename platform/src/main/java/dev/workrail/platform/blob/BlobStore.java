package dev.workrail.platform.blob;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Keeps blobs of an org, named by their content, encrypted with the org's key.
///
/// Putting the same content again is cheap and changes nothing but keeps it from collection. A blob
/// is stored before the event that names it. Blobs are whole in memory: at most [#MAX_BYTES].
/// Thread-safe; blocks.
public interface BlobStore {
    int MAX_BYTES = 64 * 1024 * 1024;

    /// Stores content, durably once this returns.
    ///
    /// @param kind what it is: `transcript`, `worktree`, `output`, `diff`, `workflow`, …
    /// @throws IOException where the store is away or full: passes, try again
    BlobRef put(OrgId org, String kind, byte[] content) throws IOException;

    /// The content a reference names; empty where there is none, as after collection.
    ///
    /// @throws IOException where the store is away, or what it has is not what was put
    Optional<byte[]> get(OrgId org, BlobRef ref) throws IOException;

    /// Encrypts what is too small for a blob of its own and travels in an event instead; destroyed
    /// with the org's key like every blob.
    ///
    /// @param context what it belongs to; [#open] must be told the same
    byte[] seal(OrgId org, String context, byte[] content) throws IOException;

    /// The content that [#seal] encrypted.
    ///
    /// @throws IOException where it was altered, is of another org or context, or the key is gone
    byte[] open(OrgId org, String context, byte[] sealed) throws IOException;

    /// Gives a reference to every blob of a kind, of every org, in no order. The sizes given are
    /// those of what is stored, a little above the content's.
    ///
    /// @throws IOException where the store is away
    void list(String kind, BiConsumer<OrgId, BlobRef> sink) throws IOException;

    /// Destroys every blob of an org and the key that would open them. Done again it destroys what
    /// was put since.
    ///
    /// @return how many there were
    int deleteOrg(OrgId org) throws IOException;
}
