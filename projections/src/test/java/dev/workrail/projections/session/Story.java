package dev.workrail.projections.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Handoff;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.session.Verification;
import dev.workrail.contracts.trigger.SourceIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes the records that one session leaves on both logs, a second apart.
public final class Story {
    /// When every story begins.
    public static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    public static final String COMMIT = "c0ffee0000000000000000000000000000000001";
    public static final String TREE = "7ee0000000000000000000000000000000000001";

    private final OrgId org;
    private final SessionId session;
    private final List<SchedulingEvent> decisions = new ArrayList<>();
    private final List<SessionRecord> log = new ArrayList<>();
    private final List<SessionInput> inputs = new ArrayList<>();
    private String workflowId = "wr.coding-task";
    private String goal = "Fix the failing test in the parser";
    private String context = "{}";
    private SourceIdentity source = null;
    private Instant now = BEGIN;
    private List<PolicyInForce> policies = List.of();
    private long epoch = 0;
    private long eventIndex = 0;
    private int turn = 0;
    private Usage usage = Usage.NONE;
    private SessionId parent = null;
    private String trigger = "issues";

    public Story(String org, String session) {
        this.org = new OrgId(org);
        this.session = new SessionId(session);
    }

    public SessionId session() {
        return session;
    }

    public OrgId org() {
        return org;
    }

    public Instant now() {
        return now;
    }

    public List<SchedulingEvent> decisions() {
        return decisions;
    }

    public List<SessionRecord> log() {
        return log;
    }

    /// Both logs in the order they were told.
    public List<SessionInput> inputs() {
        return inputs;
    }

    public Story at(Instant instant) {
        now = instant;
        return this;
    }

    /// The policies that the scheduler's next decisions say hold.
    public Story policies(PolicyInForce... inForce) {
        policies = List.of(inForce);
        return this;
    }

    public Story workflow(String id) {
        workflowId = id;
        return this;
    }

    public Story goal(String text) {
        goal = text;
        return this;
    }

    public Story trigger(String id) {
        trigger = id;
        return this;
    }

    public Story parent(SessionId id) {
        parent = id;
        return this;
    }

    public Story context(String json) {
        context = json;
        return this;
    }

    public Story source(String kind, String id, String revision) {
        source = new SourceIdentity("github", kind, id, revision);
        return this;
    }

    public Story queued() {
        return decide(
                new SchedulingEvent.Queued(
                        org,
                        new SessionSpec(
                                session,
                                org,
                                parent,
                                parent == null ? session : parent,
                                new TriggerEventId("te_" + session),
                                config(),
                                source,
                                workflowId,
                                goal,
                                json(context),
                                List.of(),
                                now),
                        policies,
                        now));
    }

    /// Offered at a new epoch and held by a worker, which claims it.
    public Story running() {
        epoch = Math.max(epoch + 1, now.toEpochMilli());
        decide(
                new SchedulingEvent.Dispatched(
                        org, session, epoch, 1, new PoolId("default"), tick()));
        claim("clm_" + epoch);
        return decide(
                new SchedulingEvent.Leased(org, session, epoch, new WorkerId("wkr_1"), tick()));
    }

    public Story claim(String claim) {
        return record(
                new SessionRecord.Claimed(
                        session, org, epoch, new ClaimId(claim), new WorkerId("wkr_1"), tick()));
    }

    public Story epoch(long next) {
        epoch = next;
        return this;
    }

    public Story decide(SchedulingEvent event) {
        decisions.add(event);
        inputs.add(new SessionInput.Scheduled(event));
        return this;
    }

    public Story record(SessionRecord record) {
        log.add(record);
        inputs.add(new SessionInput.Logged(record));
        return this;
    }

    public Story events(SessionEvent... events) {
        return segment(List.of(events), List.of());
    }

    public Story effects(Effect... effects) {
        return segment(List.of(), List.of(effects));
    }

    public Story segment(List<SessionEvent> events, List<Effect> effects) {
        return segmentAs("clm_" + epoch, null, events, effects);
    }

    /// Events at a node of the run.
    public Story at(String nodeId, SessionEvent... events) {
        return segmentAs("clm_" + epoch, nodeId, List.of(events), List.of());
    }

    public Story segmentAs(
            String claim, String nodeId, List<SessionEvent> events, List<Effect> effects) {
        Instant at = tick();
        List<LoggedEvent> logged = new ArrayList<>();
        for (SessionEvent event : events) {
            long index = eventIndex++;
            logged.add(
                    new LoggedEvent(
                            "evt_" + session + "_" + index,
                            index,
                            "k" + index,
                            "run_1",
                            nodeId,
                            at,
                            event));
        }
        return record(
                new SessionRecord.Segment(
                        session,
                        org,
                        epoch,
                        new ClaimId(claim),
                        at,
                        logged,
                        effects,
                        checkpoint()));
    }

    public Story turn(long input, long output, long cost) {
        turn++;
        usage = usage.plus(new Usage(input, output, cost));
        events(new SessionEvent.LlmTurnStarted(turn, "anthropic/claude-sonnet-4-6", 3));
        return events(
                new SessionEvent.LlmTurnCompleted(
                        turn, "anthropic/claude-sonnet-4-6", "tool_use", usage, List.of("Bash")));
    }

    public Story committed(String commit, String tree) {
        return events(
                new SessionEvent.ChangeCommitted(
                        change(commit, tree), "Fix the parser", 2, 10, 3, null));
    }

    public Story verified(Gate gate, boolean passed, Change change) {
        return effects(new Effect.Verified(verification(gate, passed, change)));
    }

    public Story reviewed(String verdict, String... severities) {
        StringBuilder findings = new StringBuilder();
        for (String severity : severities) {
            findings.append(findings.isEmpty() ? "" : ",")
                    .append("{\"severity\":\"" + severity + "\",\"summary\":\"s\"}");
        }
        JsonNode artifact =
                json(
                        "{\"kind\":\"wr.review_verdict\",\"verdict\":\"%s\",\"confidence\":\"high\",\"findings\":[%s],\"summary\":\"done\"}"
                                .formatted(verdict, findings));
        return at(
                "node_1",
                new SessionEvent.NodeOutputAppended(
                        "out_" + eventIndex,
                        null,
                        "artifact",
                        new SessionEvent.NodeOutputAppended.Payload(
                                "artifact_ref", null, "sha", "application/json", 9, artifact)));
    }

    public Story ended(Outcome outcome) {
        return effects(
                new Effect.Ended(
                        outcome, null, new Handoff("All done", null, List.of(), List.of())));
    }

    public Story closed(Outcome outcome) {
        return decide(new SchedulingEvent.Closed(org, session, outcome, null, policies, tick()));
    }

    public Story fact(String id, Fact fact) {
        return record(
                new SessionRecord.Noted(session, org, id, "/workrail/delivery", tick(), fact));
    }

    /// Nothing of it is to be kept, as the console says.
    public Story erased(Fact.Erased how) {
        return record(
                new SessionRecord.Noted(
                        session, org, "fact_erased", "/workrail/console", tick(), how));
    }

    public Verification verification(Gate gate, boolean passed, Change change) {
        return new Verification(
                gate,
                passed,
                change,
                "make test",
                passed ? 0 : 1,
                null,
                passed ? "12 tests passed" : "1 of 12 tests failed",
                "wkr_1",
                now,
                1500L);
    }

    public static Change change(String commit, String tree) {
        return new Change(
                "file:///srv/app.git", "refs/heads/worktrain/sess_1", commit, tree, "base0");
    }

    /// The state after all records, in the order told.
    public SessionState state() {
        SessionState state = SessionState.START;
        for (SessionInput input : inputs) {
            state = SessionFold.apply(state, input);
        }
        return state;
    }

    public static JsonNode json(String text) {
        return ContractsJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    /// The envelope a record of these travels in.
    public Envelope<?> envelope(SchedulingEvent event) {
        return EventCodec.envelope(
                "d" + decisions.indexOf(event), "/test", org + "/" + session, now, null, event);
    }

    public Envelope<?> envelope(SessionRecord record) {
        return EventCodec.envelope(
                "l" + log.indexOf(record), "/test", org + "/" + session, now, null, record);
    }

    private ConfigValue.Trigger config() {
        String json =
                """
                {"kind":"trigger","org":"%s","trigger":"%s","provider":"github","enabled":true,
                 "workflowId":"%s","workspace":"app"}\
                """
                        .formatted(org, trigger, workflowId);
        return ContractsJson.fromTree(json(json), ConfigValue.Trigger.class);
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                eventIndex, turn, "step-" + turn, null, null, null, null, null, null, usage);
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }
}
