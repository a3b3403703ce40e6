package dev.workrail.contracts.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A member of a sealed family that is told apart by the JSON property `kind`.
///
/// Records carry their kind in [JsonTypeName]; a family's `Opaque` record stands for a kind this
/// version does not know and is written back as it was read.
///
/// The kind is written first: a reader must hold back whatever stands before it, at each level.
@JsonPropertyOrder("kind")
public interface Kinded {
    ClassValue<String> KINDS =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    JsonTypeName name = type.getAnnotation(JsonTypeName.class);
                    if (name == null) {
                        throw new IllegalStateException(type + " lacks @JsonTypeName");
                    }
                    return name.value();
                }
            };

    @JsonProperty("kind")
    default String kind() {
        return KINDS.get(getClass());
    }
}
