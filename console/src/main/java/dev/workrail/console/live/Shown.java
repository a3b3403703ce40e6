package dev.workrail.console.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import java.io.UncheckedIOException;
import java.util.List;

/// What people are shown of a record: all but what holds the lease and how it goes on, which is no
/// one's business but the workers'. Stateless.
final class Shown {
    private static final String CHECKPOINT = "checkpoint";
    private static final String CLAIM = "claim";

    private static final ObjectWriter WRITER =
            ContractsJson.mapper()
                    .copy()
                    .addMixIn(SessionRecord.class, Without.class)
                    .writerFor(SessionRecord.class);

    @JsonIgnoreProperties({CHECKPOINT, CLAIM})
    private interface Without {}

    private Shown() {}

    static String of(SessionRecord record) {
        if (record instanceof SessionRecord.Opaque) {
            // Its fields are nobody's properties, so none is left out by its name.
            ObjectNode json = (ObjectNode) ContractsJson.toTree(record);
            json.remove(List.of(CHECKPOINT, CLAIM));
            return json.toString();
        }
        return write(WRITER, record);
    }

    static String of(SchedulingEvent event) {
        return write(ContractsJson.mapper().writer(), event);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
