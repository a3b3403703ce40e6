package dev.workrail.worker.session;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.worker.agent.Message;
import java.util.ArrayList;
import java.util.List;

/// What was said so far, and where it is stored. Each turn adds a chunk to the blob store; many
/// small chunks are now and then joined, so that a checkpoint's list of them stays short. Not
/// thread-safe.
final class Conversation {
    private static final String TYPE = "transcript";
    private static final int MAX_CHUNKS = 32;

    private record Chunk(List<Message> messages, SessionMemory memory) {}

    private final Blobs blobs;
    private final List<Message> messages = new ArrayList<>();
    private final List<BlobRef> stored = new ArrayList<>();
    private int storedMessages;
    private SessionMemory memory;

    Conversation(Blobs blobs, SessionMemory memory) {
        this.blobs = blobs;
        this.memory = memory;
    }

    /// As it was at a checkpoint.
    static Conversation restore(Blobs blobs, List<BlobRef> chunks, SessionMemory fresh) {
        Conversation conversation = new Conversation(blobs, fresh);
        for (BlobRef ref : chunks) {
            Chunk chunk = ContractsJson.read(blobs.get(ref), Chunk.class);
            conversation.messages.addAll(chunk.messages());
            conversation.memory = chunk.memory();
            conversation.stored.add(ref);
        }
        conversation.storedMessages = conversation.messages.size();
        return conversation;
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

    /// Stores what was added since the last time and answers all chunks, oldest first.
    List<BlobRef> store() {
        if (stored.size() >= MAX_CHUNKS) {
            stored.clear();
            storedMessages = 0;
        }
        List<Message> added = messages.subList(storedMessages, messages.size());
        stored.add(blobs.put(TYPE, ContractsJson.write(new Chunk(List.copyOf(added), memory))));
        storedMessages = messages.size();
        return List.copyOf(stored);
    }
}
