package dev.workrail.console.triggerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a trigger file that knows its line. Scalars are texts, as in WorkRail: `yes` is the
/// text yes. Immutable.
sealed interface FileNode {
    /// 1-based.
    int line();

    /// @param text absent where nothing was written, or `~` or `null`
    record Scalar(@Nullable String text, int line) implements FileNode {}

    record Items(List<FileNode> items, int line) implements FileNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// Fields in the order they were written.
    record Fields(Map<String, FileNode> fields, int line) implements FileNode {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Nullable FileNode get(String key) {
            return fields.get(key);
        }
    }

    /// The part at a JSON Pointer below this one, or the last part on the way that is there.
    default FileNode nearest(String pointer) {
        FileNode at = this;
        for (String name : pointer.substring(Math.min(1, pointer.length())).split("/")) {
            FileNode next =
                    switch (at) {
                        case Fields fields -> fields.get(name);
                        case Items items -> item(items, name);
                        case Scalar _ -> null;
                    };
            if (next == null) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static @Nullable FileNode item(Items items, String index) {
        return index.matches("[0-9]{1,6}") && Integer.parseInt(index) < items.items().size()
                ? items.items().get(Integer.parseInt(index))
                : null;
    }
}
