package dev.workrail.contracts.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of one commit: its verifications, the gates it must pass and the verdict;
/// carried by `wr.views.proofs` under `org/commit`. A new commit is a new record.
///
/// @param verdict passed only where every required gate passed and no gate failed
/// @param gates every required gate, and every other gate someone verified
/// @param policy the rules that were applied; absent in records from before they were kept
/// @param policyDigest `sha256:` and 64 hexadecimal digits of `policy` as JSON
@JsonTypeName("proof_record")
public record ProofRecord(
        OrgId org,
        Subject subject,
        Verdict verdict,
        List<GateResult> gates,
        List<Evidence> verifications,
        List<Contributor> sessions,
        ChangeRisk risk,
        @Nullable Policy policy,
        String policyDigest,
        Instant updatedAt)
        implements Kinded {
    public ProofRecord {
        gates = gates == null ? List.of() : List.copyOf(gates);
        verifications = verifications == null ? List.of() : List.copyOf(verifications);
        sessions = sessions == null ? List.of() : List.copyOf(sessions);
    }

    /// The key on `wr.views.proofs`.
    public static String key(OrgId org, String commit) {
        return org + "/" + commit;
    }

    /// The commit, by content, and the names it is known by.
    ///
    /// @param tree the tree digest; what was verified against another tree does not count
    /// @param ref full ref it was pushed to
    /// @param pullRequest number or id of the PR or MR
    public record Subject(
            String commit,
            @Nullable String tree,
            @Nullable String repositoryUrl,
            @Nullable String ref,
            @Nullable String base,
            @Nullable String pullRequest) {}

    /// By which rules a change is judged: what every change must pass, and what policies add.
    ///
    /// @param name of the rules that hold for all
    /// @param always gates every change must pass
    /// @param added by the policies of the org and of what the change came from; one that requires
    ///   nothing was taken back
    public record Policy(
            String name,
            List<Gate> always,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PolicyInForce> added) {
        public Policy {
            always = always == null ? List.of() : List.copyOf(always);
            added = added == null ? List.of() : List.copyOf(added);
        }
    }

    /// Whether the change is proven.
    public enum Verdict {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED
    }

    /// How one gate stands. A gate nobody verified is missing, which fails a required one.
    public enum GateVerdict {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("missing")
        MISSING
    }

    /// @param reason one line: what passed or failed it, or why it is required
    public record GateResult(Gate gate, boolean required, GateVerdict verdict, String reason) {}

    /// One verification of this commit.
    ///
    /// @param id the same whenever the same verification is read again
    /// @param exitCode of `command`, where the gate ran something
    /// @param output the whole output, by digest
    public record Evidence(
            String id,
            Gate gate,
            boolean passed,
            SessionId session,
            @Nullable String command,
            @Nullable Integer exitCode,
            @Nullable BlobRef output,
            String summary,
            String by,
            Instant at,
            @Nullable Long durationMs) {}

    /// A session that made or verified the commit.
    ///
    /// @param author whether it made the commit
    public record Contributor(
            SessionId session,
            boolean author,
            @Nullable String workflowId,
            @Nullable String workflowHash,
            @Nullable String model,
            Usage usage,
            ChangeRisk risk,
            @Nullable Outcome outcome) {}
}
