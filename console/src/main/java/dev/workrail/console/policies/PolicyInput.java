package dev.workrail.console.policies;

import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.Gate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A policy as people write it.
///
/// @param requiredGates every gate that a change must pass: unit_tests and review, and more of
///   architecture_audit, production_audit, security_audit, ci, human_approval
public record PolicyInput(@Nullable List<String> requiredGates) {
    /// What every change must pass, whatever its org says.
    private static final Set<Gate> OF_EVERY_CHANGE = Set.of(Gate.UNIT_TESTS, Gate.REVIEW);

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    ConfigValue.Policy read(OrgId org, PolicyLevel level, String of) {
        InputFaults faults = new InputFaults();
        Set<Gate> gates = gates(faults);
        if (faults.none() && !gates.containsAll(OF_EVERY_CHANGE)) {
            faults.add(
                    "/requiredGates",
                    "expected unit_tests and review among them: a policy adds to what every change"
                            + " must pass, and takes nothing away");
        }
        faults.refuseIfAny();
        return new ConfigValue.Policy(org, level, of, List.copyOf(gates));
    }

    private Set<Gate> gates(InputFaults faults) {
        Set<Gate> gates = new TreeSet<>();
        if (requiredGates == null) {
            faults.add("/requiredGates", "expected a list of gates, was absent");
            return gates;
        }
        if (requiredGates.size() > Gate.values().length) {
            faults.add("/requiredGates", "expected at most " + Gate.values().length);
            return gates;
        }
        for (int i = 0; i < requiredGates.size(); i++) {
            String at = "/requiredGates/" + i;
            String name = requiredGates.get(i);
            if (name == null) {
                faults.add(at, "expected the name of a gate, was null");
            } else {
                gates.add(Choices.of(faults, at, name, Gate.UNIT_TESTS));
            }
        }
        return gates;
    }
}
