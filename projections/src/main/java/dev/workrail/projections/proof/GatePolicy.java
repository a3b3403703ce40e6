package dev.workrail.projections.proof;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.view.ChangeRisk;
import dev.workrail.contracts.view.ProofRecord.Policy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which gates a change must pass, and why. Policies add gates to the standard; none takes one
/// away.
///
/// @param rules as they stand in the record, so that it says by which rules it was judged
public record GatePolicy(Policy rules) {
    /// Unit tests and review for all; audits by risk.
    public static final GatePolicy STANDARD =
            new GatePolicy(
                    new Policy(
                            "workrail.standard.1",
                            List.of(Gate.UNIT_TESTS, Gate.REVIEW),
                            List.of()));

    /// The same with what these policies add.
    GatePolicy with(List<PolicyInForce> added) {
        return new GatePolicy(new Policy(rules.name(), rules.always(), added));
    }

    /// Required gates with the reason each is required, in the order of [Gate].
    public Map<Gate, String> required(ChangeRisk risk) {
        Map<Gate, String> gates = new TreeMap<>();
        rules.always().forEach(gate -> gates.put(gate, "required for every change"));
        if (risk.architecture() || risk.high()) {
            gates.put(Gate.ARCHITECTURE_AUDIT, because(risk.architecture(), "architecture"));
        }
        if (risk.production() || risk.high()) {
            gates.put(Gate.PRODUCTION_AUDIT, because(risk.production(), "production"));
        }
        if (risk.security()) {
            gates.put(Gate.SECURITY_AUDIT, because(true, "security"));
        }
        for (PolicyInForce policy : rules.added()) {
            String why =
                    "required by the policy of %s %s".formatted(policy.level().wire(), policy.of());
            policy.gates().forEach(gate -> gates.putIfAbsent(gate, why));
        }
        return gates;
    }

    /// `sha256:` and the digest of the rules' JSON form.
    public String digest() {
        try {
            byte[] json = ContractsJson.write(rules);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    private static String because(boolean touched, String what) {
        return touched
                ? "required where " + what + " is touched"
                : "required where the risk is high";
    }
}
