package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What is to be done with a policy: shown, where nothing is said.
final class PolicyOptions {
    private static final List<String> OF_EVERY_CHANGE = List.of("unit_tests", "review");

    @ArgGroup @Nullable Change change;

    /// One of the two.
    static final class Change {
        @Option(
                names = "--require",
                paramLabel = "GATE",
                split = ",",
                description =
                        "What changes must pass beside unit_tests and review: architecture_audit,"
                                + " production_audit, security_audit, ci, human_approval. Replaces what"
                                + " was asked before.")
        @Nullable List<String> require;

        @Option(names = "--remove", description = "Ask for no more than what every change must.")
        boolean remove;
    }

    /// @param path of what the policy is of
    int run(Remote remote, String path) {
        String policy = path + "/policy";
        if (change == null) {
            remote.out().sheet(remote.get(policy));
        } else if (change.remove) {
            remote.delete(policy);
            remote.out().remark("the policy is gone");
        } else {
            remote.out().sheet(remote.put(policy, body(change.require)));
        }
        return 0;
    }

    private static ObjectNode body(@Nullable List<String> require) {
        Set<String> gates = new LinkedHashSet<>(OF_EVERY_CHANGE);
        gates.addAll(require == null ? List.of() : require);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode required = body.putArray("requiredGates");
        gates.forEach(required::add);
        return body;
    }
}
