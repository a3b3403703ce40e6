package dev.workrail.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workrail.contracts.id.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Leaves out of a state what the audit log must not show, and what is too long for it.
///
/// Values of fields that are named as secrets are replaced, and so are the credentials that a URL
/// may carry. A state of more than 64 Ki characters is replaced by its size and digest.
final class Redaction {
    static final int MAX_STATE = 64 * 1024;

    private static final String MARK = "[redacted]";
    private static final Set<String> SECRET =
            Set.of(
                    "ciphertext",
                    "password",
                    "passwordhash",
                    "secret",
                    "token",
                    "csrftoken",
                    "apikey",
                    "privatekey",
                    "authorization");

    /// Both stop at what cannot be part of a URL's credentials, so neither can run on.
    private static final Pattern USER_INFO =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,20}://)[^/?#@\\s]{1,500}@");

    private static final Pattern QUERY =
            Pattern.compile(
                    "([?&](?:[a-z_-]{0,30}(?:token|secret|key|password|signature)|sig)=)[^&#\\s]{1,2000}",
                    Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static @Nullable JsonNode of(@Nullable JsonNode state) {
        if (state == null || state.isNull() || state.isMissingNode()) {
            return null;
        }
        JsonNode shown = shown(state);
        String text = shown.toString();
        if (text.length() <= MAX_STATE) {
            return shown;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("characters", text.length())
                .put("digest", Ids.derive("state", text));
    }

    private static JsonNode shown(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field ->
                                copy.set(
                                        storable(field.getKey()),
                                        field(field.getKey(), field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(shown(item)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(withoutCredentials(text.textValue()));
            default -> node;
        };
    }

    private static JsonNode field(String name, JsonNode value) {
        boolean secret = SECRET.contains(name.toLowerCase(Locale.ROOT).replaceAll("[_-]", ""));
        return secret && !value.isNull() ? TextNode.valueOf(MARK) : shown(value);
    }

    private static String withoutCredentials(String text) {
        if (!text.contains("://") && text.indexOf('?') < 0) {
            return storable(text);
        }
        String bare = USER_INFO.matcher(text).replaceAll("$1" + MARK + "@");
        return storable(QUERY.matcher(bare).replaceAll("$1" + MARK));
    }

    /// Without what no text of the database can hold: NUL, and halves of a surrogate pair.
    static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\0", "");
    }
}
