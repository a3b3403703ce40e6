package dev.workrail.engine.output;

import dev.workrail.engine.session.Flavour;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The description of an artifact contract in the words of a flavour. Made once per contract and
/// flavour. Thread-safe.
public final class ContractFormat {
    private static final Map<Flavour, Map<String, List<String>>> LINES =
            Arrays.stream(Flavour.values()).collect(Collectors.toMap(f -> f, ContractFormat::all));

    private ContractFormat() {}

    private static Map<String, List<String>> all(Flavour flavour) {
        return ArtifactContract.ALL.keySet().stream()
                .collect(Collectors.toMap(ref -> ref, ref -> ContractTexts.format(ref, flavour)));
    }

    /// Lines of the description, the contract's name first; empty for an unknown contract.
    public static List<String> lines(String contractRef, Flavour flavour) {
        return LINES.getOrDefault(flavour, Map.of()).getOrDefault(contractRef, List.of());
    }

    /// The description as one text; absent for an unknown contract.
    static @Nullable String text(String contractRef, Flavour flavour) {
        List<String> lines = lines(contractRef, flavour);
        return lines.isEmpty() ? null : String.join("\n", lines);
    }
}
