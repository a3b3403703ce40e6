package dev.workrail.console.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.WebAddress;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads where results go.
public final class DeliveryTargets {
    private static final int MAX_TARGETS = 20;
    private static final int MAX_NAME = 100;

    private DeliveryTargets() {}

    public static List<DeliveryTarget> read(
            InputFaults faults, String pointer, @Nullable List<JsonNode> input) {
        List<DeliveryTarget> targets = new ArrayList<>();
        if (input == null) {
            return targets;
        }
        if (input.size() > MAX_TARGETS) {
            faults.add(pointer, "expected at most %d targets".formatted(MAX_TARGETS));
            return targets;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < input.size(); i++) {
            String at = pointer + "/" + i;
            DeliveryTarget target = one(faults, at, input.get(i));
            if (target == null) {
                continue;
            }
            if (!names.add(target.name())) {
                faults.add(at + "/name", "expected a name no other target has");
            }
            targets.add(target);
        }
        return targets;
    }

    private static @Nullable DeliveryTarget one(
            InputFaults faults, String at, @Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            faults.add(at, "expected an object");
            return null;
        }
        try {
            DeliveryTarget target = ContractsJson.fromTree(node, DeliveryTarget.class);
            check(faults, at, target);
            return target;
        } catch (MalformedJsonException e) {
            faults.add(at, "expected a delivery target: " + e.getMessage());
            return null;
        }
    }

    private static void check(InputFaults faults, String at, DeliveryTarget target) {
        switch (target) {
            case DeliveryTarget.Callback callback -> {
                faults.text(at + "/name", callback.name(), MAX_NAME);
                faults.required(at + "/url", callback.url(), WebAddress::check);
                faults.text(at + "/secret", callback.secret(), MAX_NAME);
            }
            case DeliveryTarget.GitNote note -> {
                faults.text(at + "/name", note.name(), MAX_NAME);
                if (note.workspace() == null) {
                    faults.add(at + "/workspace", "expected the id of a workspace, was absent");
                }
            }
            case DeliveryTarget.Opaque _ ->
                    faults.add(at + "/kind", "expected callback or git_note");
        }
    }
}
