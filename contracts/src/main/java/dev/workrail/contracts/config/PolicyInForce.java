package dev.workrail.contracts.config;

import dev.workrail.contracts.session.Gate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A policy as it held when something was decided.
///
/// @param of the org, workspace, trigger or tier that it holds for
/// @param version of its configuration entry; the higher one of two is the later
/// @param gates that it requires; none where it was taken back
public record PolicyInForce(PolicyLevel level, String of, long version, List<Gate> gates) {
    private static final Comparator<PolicyInForce> SAME =
            Comparator.comparing(PolicyInForce::level).thenComparing(PolicyInForce::of);

    public PolicyInForce {
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /// The latest of each policy that either names, in order of level; the same whichever is first.
    public static List<PolicyInForce> latest(List<PolicyInForce> one, List<PolicyInForce> other) {
        TreeMap<PolicyInForce, PolicyInForce> latest = new TreeMap<>(SAME);
        Stream.concat(one.stream(), other.stream())
                .forEach(policy ->
                        latest.merge(policy, policy, (a, b) -> a.version() >= b.version() ? a : b));
        return List.copyOf(latest.values());
    }
}
