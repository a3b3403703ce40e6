package dev.workrail.engine.prompt;

/// Asks for notes: in full the first time in a run, briefly after that.
final class NotesText {
    static final String LONG =
            """
            **NOTES REQUIRED (System):** You must include `output.notesMarkdown` when advancing. \
            These notes are displayed to the user in a markdown viewer and serve as the durable \
            record of your work. Write them for a human reader.

            Include:
            - **What you did** and the key decisions or trade-offs you made
            - **What you produced** — files changed, functions added, test results, specific numbers
            - **Anything notable** — risks, open questions, things you deliberately chose NOT to do \
            and why

            Formatting: Use markdown headings, bullet lists, `code references`, and **bold** for \
            emphasis. Be specific — file paths, function names, counts, not vague summaries. 10–30 \
            lines is ideal. Too short is worse than too long.

            Scope: THIS step only — WorkRail concatenates notes across steps automatically. Never \
            repeat previous step notes.

            Example of BAD notes:
            > Reviewed the code and found some issues. Made improvements to error handling.

            Example of GOOD notes:
            > ## Review: Authentication Module
            > **Files examined:** `src/auth/oauth2.ts`, `src/auth/middleware.ts`, \
            `tests/auth.test.ts`
            >
            > ### Key findings
            > - Token refresh logic in `refreshAccessToken()` silently swallows network errors — \
            changed to propagate as `AuthRefreshError`
            > - Added missing `audience` validation in JWT verification (was accepting any audience)
            > - **3 Critical**, 2 Major, 4 Minor findings total
            >
            > ### Decisions
            > - Did NOT flag the deprecated `passport` import — it's used only in the legacy path \
            scheduled for removal in Q2
            > - Recommended extracting token storage into a `TokenStore` interface for testability
            >
            > ### Open questions
            > - Should refresh tokens be rotated on every use? Current impl reuses until expiry.

            Omitting notes will block this step — use the `retryAckToken` to fix and retry.\
            """;

    static final String SHORT =
            """
            **NOTES REQUIRED (System):** Include `output.notesMarkdown` when advancing.

            Scope: this step only — WorkRail concatenates notes automatically.
            Include: what you did, what you produced, and anything notable.
            Be specific. Omitting notes will block this step.\
            """;

    private NotesText() {}
}
