package dev.workrail.engine.compile;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// The output contracts a step can name.
public final class ContractRefs {
    /// All of them, in order.
    public static final Set<String> ALL =
            Collections.unmodifiableSortedSet(
                    new TreeSet<>(
                            Set.of(
                                    "wr.contracts.assessment",
                                    "wr.contracts.coding_handoff",
                                    "wr.contracts.coordinator_signal",
                                    "wr.contracts.differentiation_handoff",
                                    "wr.contracts.discovery_handoff",
                                    "wr.contracts.gate_verdict",
                                    LoopReader.LOOP_CONTROL,
                                    "wr.contracts.review_verdict",
                                    "wr.contracts.shaping_handoff")));

    private ContractRefs() {}
}
