package dev.workrail.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the members of an enumeration as contracts write them.
public final class Choices {
    private Choices() {}

    /// The member that `value` names, or `otherwise` where it is absent; a fault where it names
    /// none.
    public static <E extends Enum<E>> E of(
            InputFaults faults, String pointer, @Nullable String value, E otherwise) {
        if (value == null) {
            return otherwise;
        }
        List<String> known = new ArrayList<>();
        for (E member : otherwise.getDeclaringClass().getEnumConstants()) {
            JsonNode written = ContractsJson.toTree(member);
            if (written.asText().equals(value)) {
                return member;
            }
            known.add(written.asText());
        }
        faults.add(pointer, "expected one of " + String.join(", ", known));
        return otherwise;
    }
}
