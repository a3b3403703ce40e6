package dev.workrail.projections.proof;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.view.ChangeRisk;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Which gates a change must pass, and why.
///
/// @param always gates every change must pass
/// @param name goes into the digest, so that a record says by which rules it was judged
public record GatePolicy(String name, java.util.List<Gate> always) {
    /// Unit tests and review for all; audits by risk.
    public static final GatePolicy STANDARD =
            new GatePolicy("workrail.standard.1", java.util.List.of(Gate.UNIT_TESTS, Gate.REVIEW));

    /// Required gates with the reason each is required, in the order of [Gate].
    public Map<Gate, String> required(ChangeRisk risk) {
        Map<Gate, String> gates = new TreeMap<>();
        always.forEach(gate -> gates.put(gate, "required for every change"));
        if (risk.architecture() || risk.high()) {
            gates.put(Gate.ARCHITECTURE_AUDIT, because(risk.architecture(), "architecture"));
        }
        if (risk.production() || risk.high()) {
            gates.put(Gate.PRODUCTION_AUDIT, because(risk.production(), "production"));
        }
        if (risk.security()) {
            gates.put(Gate.SECURITY_AUDIT, because(true, "security"));
        }
        return gates;
    }

    /// `sha256:` and the digest of the policy's JSON form.
    public String digest() {
        try {
            byte[] json = ContractsJson.write(this);
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
