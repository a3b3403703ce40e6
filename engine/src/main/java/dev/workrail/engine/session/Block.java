package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Reason;
import dev.workrail.engine.output.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a blocked attempt was blocked.
///
/// @param retryable false: nothing the agent hands in can help
record Block(boolean retryable, List<Reason> reasons, @Nullable Validation validation) {
    ObjectNode toJson() {
        ObjectNode out = Json.object();
        if (!retryable) {
            out.put("terminal", true);
        }
        ArrayNode list = out.putArray("reasons");
        reasons.forEach(reason -> list.add(reason.toJson()));
        if (validation != null) {
            ObjectNode found = out.putObject("validation");
            found.put("contractRef", validation.contractRef());
            validation.issues().forEach(found.putArray("issues")::add);
            validation.suggestions().forEach(found.putArray("suggestions")::add);
        }
        return out;
    }

    static Block fromJson(JsonNode json) {
        JsonNode found = Json.get(json, "validation");
        return new Block(
                !Json.isTrue(json, "terminal"),
                Json.list(json, "reasons").stream().map(Reason::fromJson).toList(),
                found == null
                        ? null
                        : new Validation(
                                Json.text(found, "contractRef", ""),
                                Json.texts(found, "issues"),
                                Json.texts(found, "suggestions")));
    }

    /// Without the long lists, which only recent nodes keep.
    Block slim() {
        return validation == null ? this : new Block(retryable, reasons, null);
    }
}
