package dev.workrail.platform.secret;

import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a ciphertext is bound to. Parts are written with their length, so that no two contexts have
/// the same bytes.
record SecretContext(OrgId org, SecretPurpose purpose, String name) {
    byte[] bytes() {
        List<byte[]> parts =
                List.of(
                        org.value().getBytes(StandardCharsets.UTF_8),
                        purpose.name().getBytes(StandardCharsets.UTF_8),
                        name.getBytes(StandardCharsets.UTF_8));
        int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        parts.forEach(part -> buffer.putInt(part.length).put(part));
        return buffer.array();
    }
}
