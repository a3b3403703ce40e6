package dev.workrail.console.triggerfile;

import dev.workrail.console.http.InputFaults;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML into a tree with lines. No object is made of a tag, and no alias can make a small
/// file large. Not thread-safe: one parser reads one file.
final class FileParser {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_NODES = 100_000;

    private final InputFaults faults;
    private int nodes;

    FileParser(InputFaults faults) {
        this.faults = faults;
    }

    /// The root; absent, with a fault, where the text is no YAML mapping.
    FileNode.@Nullable Fields parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_NODES);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root instanceof MappingNode) {
                return (FileNode.Fields) node(root, "", 0);
            }
            faults.add("", "expected a mapping with the key 'triggers'");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.add("", "line %d: is no YAML: %s".formatted(line, e.getProblem()));
        } catch (YAMLException e) {
            faults.add("", "is no YAML: " + e.getMessage());
        } catch (TooLargeException e) {
            faults.add("", "expected at most %d values".formatted(MAX_NODES));
        }
        return null;
    }

    /// The file, its aliases written out, has more values than anyone writes.
    private static final class TooLargeException extends RuntimeException {}

    private FileNode node(Node node, String pointer, int depth) {
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooLargeException();
        }
        int line = node.getStartMark().getLine() + 1;
        return switch (node) {
            case MappingNode mapping -> new FileNode.Fields(fields(mapping, pointer, depth), line);
            case SequenceNode sequence -> new FileNode.Items(items(sequence, pointer, depth), line);
            case ScalarNode scalar ->
                    new FileNode.Scalar(
                            scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue(), line);
            default -> new FileNode.Scalar(null, line);
        };
    }

    private Map<String, FileNode> fields(MappingNode mapping, String pointer, int depth) {
        Map<String, FileNode> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(pointer, "line %d: expected a text as key".formatted(line));
                continue;
            }
            String at = pointer + "/" + key.getValue();
            if (fields.put(key.getValue(), node(tuple.getValueNode(), at, depth + 1)) != null) {
                faults.add(at, "line %d: the key is written twice".formatted(line));
            }
        }
        return fields;
    }

    private List<FileNode> items(SequenceNode sequence, String pointer, int depth) {
        List<FileNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(node(item, pointer + "/" + items.size(), depth + 1));
        }
        return items;
    }
}
