package dev.workrail.engine.prompt;

import dev.workrail.engine.model.MetricsProfile;

/// Asks for the numbers a workflow reports.
final class MetricsText {
    private static final String OUTCOME =
            """
            - `metrics_outcome`: set to exactly one of these four strings -- no other values are \
            valid: `"success"`, `"partial"`, `"abandoned"`, `"error"`. Do not describe what you did \
            -- classify the outcome using only these values.\
            """;

    private static final String COMMITS =
            """


            **METRICS (System):** This is a coding workflow. After each commit, pass `context: { \
            metrics_commit_shas: ["<sha1>", "<sha2>", ...] }` when advancing (via `complete_step` \
            or `continue_workflow`). Always send the FULL accumulated list of all SHAs from this \
            session -- not just the new SHA. Context uses shallow merge: sending only new SHAs \
            permanently loses earlier ones.\
            """;

    private static final String CODING =
            "\n\n**METRICS (System):** This is the final step. Also report:\n"
                    + OUTCOME
                    + """

                    - `metrics_pr_numbers`: array of integer PR numbers (not URLs)
                    - `metrics_files_changed`: integer count
                    - `metrics_lines_added`: integer count
                    - `metrics_lines_removed`: integer count

                    Pass all of the above in `context: { metrics_commit_shas: [...], \
                    metrics_outcome: "success", ... }` when calling `complete_step` or \
                    `continue_workflow`.\
                    """;

    private static final String REVIEW =
            """


            **METRICS (System):** This is the final step of a review workflow. Report:
            - `metrics_pr_numbers`: array of integer PR numbers reviewed (not URLs)
            """
                    + OUTCOME
                    + """


                    Call `continue_workflow` with `context: { metrics_pr_numbers: [123], \
                    metrics_outcome: "success" }`.\
                    """;

    private static final String OTHER =
            "\n\n**METRICS (System):** This is the final step. Report:\n"
                    + OUTCOME
                    + """


                    Call `continue_workflow` with `context: { metrics_outcome: "success" }`.\
                    """;

    private MetricsText() {}

    static void append(MetricsProfile profile, boolean isFinal, StringBuilder out) {
        switch (profile) {
            case CODING -> out.append(COMMITS).append(isFinal ? CODING : "");
            case REVIEW -> out.append(isFinal ? REVIEW : "");
            case RESEARCH, DESIGN, TICKET -> out.append(isFinal ? OTHER : "");
            case NONE -> {}
        }
    }
}
