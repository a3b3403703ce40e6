package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.EventCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Has a topology see a record under what its CloudEvents subject names within the org, instead of
/// under the key it was written with; under its key where the subject names nothing.
///
/// For a topic of one partition that is read together with another one of one partition: nobody can
/// be in the wrong place there, and no copy under the other key is needed. Stateless.
public final class SubjectKey implements Deserializer<String> {
    private final StringDeserializer key = new StringDeserializer();

    private SubjectKey() {}

    public static Serde<String> serde() {
        return Serdes.serdeFrom(new StringSerializer(), new SubjectKey());
    }

    @Override
    public String deserialize(String topic, byte[] data) {
        return key.deserialize(topic, data);
    }

    @Override
    public String deserialize(String topic, Headers headers, byte[] data) {
        Header header = headers.lastHeader(EventCodec.SUBJECT);
        if (header != null) {
            String subject = new String(header.value(), StandardCharsets.UTF_8);
            int slash = subject.indexOf('/');
            if (slash >= 0) {
                return subject.substring(slash + 1);
            }
        }
        return deserialize(topic, data);
    }
}
