package dev.workrail.projections.proof;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Verification;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.contracts.view.ProofRecord.Subject;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.projections.session.ChangeEvidence;
import dev.workrail.projections.session.ContextSigns;
import dev.workrail.projections.session.ReviewVerdict;
import dev.workrail.projections.session.ScheduleState;
import dev.workrail.projections.session.SessionEvidence;
import dev.workrail.projections.session.SessionFold;
import dev.workrail.projections.session.SessionInput;
import dev.workrail.projections.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a session contributes to proof records, derived from its state.
public final class ProofContributions {
    private static final Set<String> CHANGE_KINDS = Set.of("pull_request", "merge_request");

    private ProofContributions() {}

    /// One contribution for each commit the session made or verified. A session that made none and
    /// gave a verdict speaks of the commit it was started for. One that was erased with its org
    /// takes back what it said; one that was erased alone lets it stand.
    public static List<ProofContribution> of(SessionState state) {
        return state.erased() == null ? said(state) : withdrawn(state, state.erased());
    }

    /// The state after `input`. One that is erased still tells which commits it spoke of, so that
    /// their proof records can be told.
    public static SessionState fold(SessionState state, SessionInput input) {
        SessionState next = SessionFold.apply(state, input);
        return next.erased() == null || state.erased() != null
                ? next
                : next.speakingOf(said(state).stream().map(one -> one.subject().commit()).toList());
    }

    private static List<ProofContribution> withdrawn(
            SessionState state, SessionState.Erasure erasure) {
        OrgId org = state.org();
        SessionId session = state.session();
        if (!erasure.proofs() || org == null || session == null) {
            return List.of();
        }
        return erasure.commits().stream()
                .map(commit -> ProofContribution.withdrawal(org, session, commit, erasure.at()))
                .toList();
    }

    private static List<ProofContribution> said(SessionState state) {
        SessionView view = SessionFold.view(state).orElse(null);
        if (view == null) {
            return List.of();
        }
        SessionEvidence evidence = state.log().evidence();
        List<ProofContribution> contributions = new ArrayList<>();
        for (ChangeEvidence change : evidence.changes()) {
            contributions.add(ofChange(state, view, change));
        }
        String reviewed = reviewedCommit(state);
        boolean author = evidence.changes().stream().anyMatch(ChangeEvidence::author);
        if (!author && reviewed != null && !evidence.pending().isEmpty()) {
            contributions.add(ofReview(state, view, reviewed));
        }
        return contributions;
    }

    private static ProofContribution ofChange(
            SessionState state, SessionView view, ChangeEvidence change) {
        Change named = change.change();
        List<Evidence> evidence = new ArrayList<>();
        for (ChangeEvidence.Verified verified : change.verifications()) {
            evidence.add(evidence(view.session(), verified, named.tree()));
        }
        for (ReviewVerdict verdict : change.verdicts()) {
            evidence.add(evidence(view.session(), verdict));
        }
        Subject subject =
                new Subject(
                        named.commit(),
                        blankToNull(named.tree()),
                        blankToNull(named.repositoryUrl()),
                        blankToNull(named.ref()),
                        blankToNull(named.base()),
                        pullRequest(state));
        return new ProofContribution(
                view.org(),
                subject,
                contributor(state, view, change.author()),
                evidence,
                policies(state),
                view.times().updatedAt(),
                false);
    }

    private static ProofContribution ofReview(SessionState state, SessionView view, String commit) {
        return new ProofContribution(
                view.org(),
                new Subject(commit, null, null, null, null, pullRequest(state)),
                contributor(state, view, false),
                state.log().evidence().pending().stream()
                        .map(verdict -> evidence(view.session(), verdict))
                        .toList(),
                policies(state),
                view.times().updatedAt(),
                false);
    }

    private static Contributor contributor(SessionState state, SessionView view, boolean author) {
        SessionEvidence evidence = state.log().evidence();
        String workflow = evidence.workflowId();
        return new Contributor(
                view.session(),
                author,
                workflow == null && view.work() != null ? view.work().workflowId() : workflow,
                evidence.workflowHash(),
                view.progress().model(),
                view.progress().usage(),
                signs(state).risk().or(evidence.signs().risk()),
                view.ending() == null ? null : view.ending().outcome());
    }

    private static Evidence evidence(
            SessionId session, ChangeEvidence.Verified verified, @Nullable String tree) {
        Verification made = verified.verification();
        boolean sameTree =
                tree == null
                        || tree.isEmpty()
                        || made.change().tree() == null
                        || tree.equals(made.change().tree());
        return new Evidence(
                verified.id(),
                made.gate(),
                made.passed() && sameTree,
                session,
                made.command(),
                made.exitCode(),
                made.output(),
                sameTree
                        ? made.summary()
                        : "made on tree " + made.change().tree() + ", which is not the commit's",
                made.by(),
                made.at(),
                made.durationMs());
    }

    private static Evidence evidence(SessionId session, ReviewVerdict verdict) {
        return new Evidence(
                verdict.id(),
                verdict.gate(),
                verdict.passed(),
                session,
                null,
                null,
                null,
                verdict.summary(),
                session.value(),
                verdict.at(),
                null);
    }

    private static List<PolicyInForce> policies(SessionState state) {
        ScheduleState.Spec spec = state.schedule().spec();
        return spec == null ? List.of() : spec.policies();
    }

    private static ContextSigns signs(SessionState state) {
        ScheduleState.Spec spec = state.schedule().spec();
        return spec == null ? ContextSigns.NONE : spec.signs();
    }

    /// The head the session was started for: the revision of the PR or MR, else what its context
    /// names.
    private static @Nullable String reviewedCommit(SessionState state) {
        SourceIdentity source = source(state);
        if (source != null
                && CHANGE_KINDS.contains(source.kind())
                && source.revision().matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            return source.revision();
        }
        String said = state.log().evidence().signs().commit();
        return said == null ? signs(state).commit() : said;
    }

    private static @Nullable String pullRequest(SessionState state) {
        SourceIdentity source = source(state);
        if (source != null && CHANGE_KINDS.contains(source.kind())) {
            return source.externalId();
        }
        String said = state.log().evidence().signs().pullRequest();
        return said == null ? signs(state).pullRequest() : said;
    }

    private static @Nullable SourceIdentity source(SessionState state) {
        ScheduleState.Spec spec = state.schedule().spec();
        return spec == null ? null : spec.work().source();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
