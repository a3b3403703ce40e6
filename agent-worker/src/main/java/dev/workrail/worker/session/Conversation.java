package dev.workrail.worker.session;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.worker.agent.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said so far, and where it is kept. What is little rides in the checkpoint, encrypted;
/// once it is more it becomes a chunk in the blob store. Many small chunks are now and then joined,
/// so that a checkpoint's list of them stays short. Not thread-safe.
final class Conversation {
    private static final String TYPE = "transcript";
    private static final int MAX_CHUNKS = 32;

    /// So that a checkpoint with it, the engine's state and the list of chunks fits its bound.
    private static final int MAX_RECENT_BYTES = 6 * 1024;

    private record Chunk(List<Message> messages, SessionMemory memory) {}

    /// A conversation as a checkpoint has it.
    ///
    /// @param recent what is in no chunk, encrypted; absent where the chunks hold everything
    record Stored(List<BlobRef> chunks, @Nullable String recent) {
        static final Stored NOTHING = new Stored(List.of(), null);

        static Stored of(@Nullable Checkpoint checkpoint) {
            return checkpoint == null
                    ? NOTHING
                    : new Stored(checkpoint.conversation(), checkpoint.recent());
        }
    }

    private final Blobs blobs;
    private final SessionId session;
    private final List<Message> messages = new ArrayList<>();
    private final List<BlobRef> stored = new ArrayList<>();
    private int storedMessages;
    private SessionMemory memory;

    Conversation(Blobs blobs, SessionId session, SessionMemory memory) {
        this.blobs = blobs;
        this.session = session;
        this.memory = memory;
    }

    /// As it was at a checkpoint.
    static Conversation restore(Blobs blobs, SessionId session, Stored from, SessionMemory fresh) {
        Conversation conversation = new Conversation(blobs, session, fresh);
        for (BlobRef ref : from.chunks()) {
            conversation.heard(blobs.get(ref));
            conversation.stored.add(ref);
        }
        conversation.storedMessages = conversation.messages.size();
        if (from.recent() != null) {
            byte[] sealed = Base64.getDecoder().decode(from.recent());
            conversation.heard(blobs.open(session.value(), sealed));
        }
        return conversation;
    }

    private void heard(byte[] json) {
        Chunk chunk = ContractsJson.read(json, Chunk.class);
        messages.addAll(chunk.messages());
        memory = chunk.memory();
    }

    void say(Message message) {
        messages.add(message);
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    SessionMemory memory() {
        return memory;
    }

    void remember(SessionMemory changed) {
        memory = changed;
    }

    /// Makes what was added since the last chunk part of a checkpoint.
    Stored store() {
        byte[] added = added();
        if (added.length > MAX_RECENT_BYTES) {
            return chunked(added);
        }
        String recent = Base64.getEncoder().encodeToString(blobs.seal(session.value(), added));
        return new Stored(List.copyOf(stored), recent);
    }

    /// Stores all of it as one chunk: a session that is over leaves its transcript.
    Stored storeWhole() {
        if (messages.size() == storedMessages && stored.size() <= 1) {
            return new Stored(List.copyOf(stored), null);
        }
        stored.clear();
        storedMessages = 0;
        return chunked(added());
    }

    private byte[] added() {
        List<Message> added = messages.subList(storedMessages, messages.size());
        return ContractsJson.write(new Chunk(List.copyOf(added), memory));
    }

    private Stored chunked(byte[] added) {
        byte[] chunk = added;
        if (stored.size() >= MAX_CHUNKS) {
            stored.clear();
            storedMessages = 0;
            chunk = added();
        }
        stored.add(blobs.put(TYPE, chunk));
        storedMessages = messages.size();
        return new Stored(List.copyOf(stored), null);
    }
}
