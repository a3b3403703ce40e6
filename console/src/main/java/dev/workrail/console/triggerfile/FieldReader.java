package dev.workrail.console.triggerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes typed values out of one mapping of a file; what is of another type is a fault.
final class FieldReader {
    private final FileReport report;
    private final String pointer;
    private final FileNode.Fields fields;

    FieldReader(FileReport report, String pointer, FileNode.Fields fields) {
        this.report = report;
        this.pointer = pointer;
        this.fields = fields;
    }

    @Nullable String text(String key) {
        FileNode node = fields.get(key);
        return node == null ? null : scalar(key, node);
    }

    @Nullable Integer whole(String key) {
        return parsed(key, "a whole number", Integer::valueOf);
    }

    @Nullable Double number(String key) {
        return parsed(key, "a number", Double::valueOf);
    }

    @Nullable Boolean yes(String key) {
        return parsed(
                key,
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new NumberFormatException();
                        });
    }

    /// Texts separated by spaces, as WorkRail writes them, or a list.
    @Nullable List<String> texts(String key) {
        FileNode node = fields.get(key);
        return switch (node) {
            case null -> null;
            case FileNode.Scalar scalar ->
                    scalar.text() == null || scalar.text().isBlank()
                            ? List.of()
                            : List.of(scalar.text().strip().split("\\s+"));
            case FileNode.Items items -> {
                List<String> texts = new ArrayList<>();
                for (FileNode item : items.items()) {
                    String text = scalar(key + "/" + texts.size(), item);
                    texts.add(text == null ? "" : text);
                }
                yield texts;
            }
            case FileNode.Fields other -> {
                report.fault(at(key), other.line(), "expected texts separated by spaces");
                yield null;
            }
        };
    }

    @Nullable Map<String, String> map(String key) {
        FieldReader nested = nested(key);
        if (nested == null) {
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        nested.fields
                .fields()
                .keySet()
                .forEach(name -> {
                    String text = nested.text(name);
                    if (text != null) {
                        map.put(name, text);
                    }
                });
        return map;
    }

    /// A mapping within this one.
    @Nullable FieldReader nested(String key) {
        FileNode node = fields.get(key);
        if (node instanceof FileNode.Fields inner) {
            return new FieldReader(report, at(key), inner);
        }
        if (node != null) {
            report.fault(at(key), node.line(), "expected a mapping");
        }
        return null;
    }

    /// A list of mappings within this one.
    @Nullable List<FieldReader> list(String key) {
        FileNode node = fields.get(key);
        if (node == null) {
            return null;
        }
        List<FieldReader> readers = new ArrayList<>();
        if (node instanceof FileNode.Items items) {
            for (FileNode item : items.items()) {
                String at = at(key) + "/" + readers.size();
                if (item instanceof FileNode.Fields inner) {
                    readers.add(new FieldReader(report, at, inner));
                } else {
                    report.fault(at, item.line(), "expected a mapping");
                }
            }
        } else {
            report.fault(at(key), node.line(), "expected a list");
        }
        return readers;
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    String pointer() {
        return pointer;
    }

    FileNode.Fields fields() {
        return fields;
    }

    void fault(String key, String detail) {
        FileNode node = fields.get(key);
        report.fault(at(key), node == null ? fields.line() : node.line(), detail);
    }

    private @Nullable String scalar(String key, FileNode node) {
        if (node instanceof FileNode.Scalar scalar) {
            return scalar.text();
        }
        report.fault(at(key), node.line(), "expected a text");
        return null;
    }

    private <T> @Nullable T parsed(String key, String expected, Function<String, T> parse) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            fault(key, "expected %s, was '%s'".formatted(expected, text));
            return null;
        }
    }

    private String at(String key) {
        return pointer + "/" + key;
    }
}
