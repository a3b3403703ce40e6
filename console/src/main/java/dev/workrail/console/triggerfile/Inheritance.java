package dev.workrail.console.triggerfile;

import dev.workrail.console.http.InputFaults;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a trigger of a file has from elsewhere in it.
///
/// `defaults` at the root hold for every trigger. `extends: <id>` takes another trigger of the file
/// first. What a trigger says itself wins: a mapping adds to the inherited one key by key, anything
/// else replaces it, and an empty value takes it away. The id is never inherited.
final class Inheritance {
    static final String EXTENDS = "extends";
    static final String ID = "id";

    private final InputFaults faults;
    private final FileNode.@Nullable Fields defaults;
    private final Map<String, Placed> byId;

    /// @param pointer where the trigger lies in the file
    record Placed(String pointer, FileNode.Fields fields) {}

    Inheritance(InputFaults faults, FileNode.@Nullable Fields defaults, Map<String, Placed> byId) {
        this.faults = faults;
        this.defaults = defaults;
        this.byId = byId;
    }

    /// The trigger with all it inherits, and without what it took away.
    FileNode.Fields resolve(Placed placed) {
        FileNode.Fields own = chain(placed, new LinkedHashSet<>());
        return stripped(defaults == null ? own : merged(defaults, own));
    }

    private FileNode.Fields chain(Placed placed, Set<String> seen) {
        FileNode parentName = placed.fields().get(EXTENDS);
        if (parentName == null) {
            return placed.fields();
        }
        String at = placed.pointer() + "/" + EXTENDS;
        String name = parentName instanceof FileNode.Scalar scalar ? scalar.text() : null;
        Placed parent = name == null ? null : byId.get(name);
        if (name == null || parent == null) {
            fault(at, parentName, "expected the id of another trigger of this file");
            return placed.fields();
        }
        if (!seen.add(name) || parent == placed) {
            fault(at, parentName, "goes round in a circle: " + String.join(", ", seen));
            return placed.fields();
        }
        return merged(chain(parent, seen), placed.fields());
    }

    private static FileNode.Fields merged(FileNode.Fields base, FileNode.Fields own) {
        Map<String, FileNode> fields = new LinkedHashMap<>(base.fields());
        fields.remove(ID);
        own.fields()
                .forEach((key, value) -> {
                    fields.put(
                            key,
                            fields.get(key) instanceof FileNode.Fields inherited
                                            && value instanceof FileNode.Fields said
                                    ? merged(inherited, said)
                                    : value);
                });
        return new FileNode.Fields(fields, own.line());
    }

    private static FileNode.Fields stripped(FileNode.Fields whole) {
        Map<String, FileNode> fields = new LinkedHashMap<>();
        whole.fields()
                .forEach((key, value) -> {
                    boolean empty =
                            value instanceof FileNode.Scalar scalar && scalar.text() == null;
                    if (!empty && !key.equals(EXTENDS)) {
                        fields.put(
                                key,
                                value instanceof FileNode.Fields nested ? stripped(nested) : value);
                    }
                });
        return new FileNode.Fields(fields, whole.line());
    }

    private void fault(String pointer, FileNode at, String detail) {
        faults.add(pointer, "line %d: %s".formatted(at.line(), detail));
    }
}
