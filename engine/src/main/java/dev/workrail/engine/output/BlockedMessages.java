package dev.workrail.engine.output;

import dev.workrail.engine.output.Blocker.Pointer;
import dev.workrail.engine.session.Flavour;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what blocks a step, what would help, and when it is enough.
public final class BlockedMessages {
    private static final int MAX_BLOCKERS = 10;
    private static final int MAX_MESSAGE = 512;

    /// The longest fix is the description of the review verdict, 1.2 KiB.
    private static final int MAX_FIX = 4096;

    private static final String NOTES_FIX =
            "Add output.notesMarkdown with a detailed recap: what you did, key decisions/trade-offs,"
                    + " what you produced (files, paths, numbers), and anything notable. Use"
                    + " markdown formatting. 10–30 lines. Then call continue_workflow again with"
                    + " the same continueToken.";

    private BlockedMessages() {}

    /// Sorted by code and pointer, at most 10.
    public static List<Blocker> blockers(List<Reason> reasons, Flavour flavour) {
        return reasons.stream()
                .map(reason -> blocker(reason, flavour))
                .sorted(Comparator.comparing(Blocker::sortKey))
                .limit(MAX_BLOCKERS)
                .toList();
    }

    private static Blocker blocker(Reason reason, Flavour flavour) {
        return switch (reason) {
            case Reason.MissingOutput r -> missing(r, flavour);
            case Reason.InvalidOutput r ->
                    make(
                            BlockerCode.INVALID_REQUIRED_OUTPUT,
                            contract(r.contractRef()),
                            "Invalid output for contractRef=" + r.contractRef() + ".",
                            invalidFix(r.contractRef(), flavour));
            case Reason.MissingNotes r ->
                    make(
                            BlockerCode.MISSING_REQUIRED_NOTES,
                            new Pointer("workflow_step", Map.of("stepId", r.stepId())),
                            ("Step \"%s\" requires notes documenting your work"
                                            + " (output.notesMarkdown).")
                                    .formatted(r.stepId()),
                            NOTES_FIX);
            case Reason.Followup r -> followup(r);
            case Reason.MissingContext r ->
                    make(
                            BlockerCode.MISSING_CONTEXT_KEY,
                            new Pointer("context_key", Map.of("key", r.key())),
                            "The variable \"%s\" is not set.".formatted(r.key()),
                            "Send it in `context` of your `%s` call.".formatted(flavour.tool()));
            case Reason.LimitReached r ->
                    make(
                            BlockerCode.USER_ONLY_DEPENDENCY,
                            new Pointer("workflow_step", Map.of("stepId", r.stepId())),
                            "Step \"%s\" is over its limit %s: it took %s of %s."
                                    .formatted(r.stepId(), r.limit(), r.found(), r.declared()),
                            "A person decides: rewind to the step to give it another go, or end"
                                    + " the session. Artifacts handed in late are kept.");
            case Reason.EvaluationError r ->
                    make(
                            BlockerCode.INVARIANT_VIOLATION,
                            new Pointer("context_budget", Map.of()),
                            "Validation evaluation failed: " + r.detail(),
                            "Check validation criteria for malformed rules or circular"
                                    + " references.");
        };
    }

    private static Blocker missing(Reason.MissingOutput r, Flavour flavour) {
        String message =
                r.submittedKinds().isEmpty()
                        ? "Missing required output (contractRef=" + r.contractRef() + ")."
                        : "You submitted kind '%s', but this step requires contractRef=%s."
                                .formatted(
                                        String.join("', '", r.submittedKinds()), r.contractRef());
        String format = ContractFormat.text(r.contractRef(), flavour);
        String call = "in `output.artifacts` of your `" + flavour.tool() + "` call";
        String fix =
                format == null
                        ? "Check the step's outputContract for the required artifact format and"
                                + " pass it "
                                + call
                                + "."
                        : "Pass this artifact " + call + ":\n" + format;
        return make(BlockerCode.MISSING_REQUIRED_OUTPUT, contract(r.contractRef()), message, fix);
    }

    private static String invalidFix(String contractRef, Flavour flavour) {
        String format = ContractFormat.text(contractRef, flavour);
        String call = "pass it in `output.artifacts` of your `" + flavour.tool() + "` call";
        return format == null
                ? "Fix the artifact to match the required contract and "
                        + call
                        + ". Replaying the same invalid advance will keep returning this blocked"
                        + " result."
                : "Fix the artifact and " + call + ":\n" + format;
    }

    private static Blocker followup(Reason.Followup r) {
        return make(
                BlockerCode.ASSESSMENT_FOLLOWUP_REQUIRED,
                new Pointer(
                        "assessment_dimension",
                        Map.of("assessmentId", r.assessmentId(), "dimensionId", r.dimensionId())),
                "Follow-up required before this step can proceed: %s.%s matched \"%s\"."
                        .formatted(r.assessmentId(), r.dimensionId(), r.level()),
                "Stay on this step, address this follow-up, and retry with updated output: "
                        + r.guidance());
    }

    private static Pointer contract(String contractRef) {
        return new Pointer("output_contract", Map.of("contractRef", contractRef));
    }

    private static Blocker make(
            BlockerCode code, Pointer pointer, String message, String suggestedFix) {
        return new Blocker(
                code, pointer, Utf8.head(message, MAX_MESSAGE), Utf8.head(suggestedFix, MAX_FIX));
    }

    /// What is answered once the attempts are used up.
    ///
    /// @param reasons of the last block
    public static String exhausted(List<Reason> reasons, Flavour flavour) {
        String contractRef = contractRef(reasons);
        String format = contractRef == null ? null : ContractFormat.text(contractRef, flavour);
        String help =
                format == null
                        ? "Check the step's outputContract for the required artifact format and"
                                + " pass it in `output.artifacts`."
                        : "Required format:\n" + format;
        return "Step failed after %d attempts. Submit a valid %s artifact in `output.artifacts`. %s%s"
                .formatted(
                        flavour.maxBlocks(),
                        contractRef == null ? "the required artifact" : contractRef,
                        help,
                        flavour.isAutonomous() ? "" : WAYS_OUT);
    }

    private static final String WAYS_OUT =
            " If you need to inspect the requirements or reset the attempt counter, you can: (1)"
                    + " Rehydrate: Call continue_workflow with the current continueToken and"
                    + " intent: \"rehydrate\" (without output data). (2) Rewind: Retrieve a"
                    + " historical resumeToken or checkpointToken from a prior successful step in"
                    + " your chat history, and call resume_session (or continue_workflow with"
                    + " intent: \"rehydrate\") to rewind the session state.";

    private static @Nullable String contractRef(List<Reason> reasons) {
        for (Reason reason : reasons) {
            if (reason instanceof Reason.MissingOutput missing) {
                return missing.contractRef();
            }
            if (reason instanceof Reason.InvalidOutput invalid) {
                return invalid.contractRef();
            }
        }
        return null;
    }
}
