package dev.workrail.bench.history;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.session.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tells one past session from another; follows from its number alone, so that a reader can
/// name what a writer wrote.
///
/// @param parent absent for a root; two of eight sessions are children of a third
/// @param outcome absent for the few that never ended
public record Traits(
        long number,
        OrgId org,
        SessionId session,
        @Nullable SessionId parent,
        SessionId root,
        String trigger,
        String workspace,
        String workflow,
        String goal,
        Instant accepted,
        @Nullable Outcome outcome,
        long costMicros) {
    /// Where nineteen of twenty sessions are.
    public static final OrgId MAIN = new OrgId("bench");

    /// Of an org, each with its workspace and workflow. All are about equally used but the first,
    /// which one in a thousand sessions came from.
    private static final int TRIGGERS = 50;

    private static final int WORKSPACES = 20;
    private static final int WORKFLOWS = 8;

    private static final int FAMILY = 8;
    private static final int CHILDREN = 2;
    private static final int OTHER_ORGS = 9;
    private static final int NOT_MAIN = 20;
    private static final int IN_FLIGHT = 400;
    private static final Duration APART = Duration.ofMillis(2_500);
    private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");
    private static final long MAX_COST_MICROS = 4_000_000;

    private static final String[] VERBS = {"Fix", "Review", "Add", "Remove", "Explain", "Speed up"};
    private static final String[] THINGS = {
        "parser",
        "cache",
        "invoice",
        "login",
        "queue",
        "report",
        "export",
        "index",
        "scheduler",
        "retry",
        "webhook",
        "session"
    };
    private static final Outcome[] FAILURES = {
        Outcome.ERROR,
        Outcome.ERROR,
        Outcome.ERROR,
        Outcome.TIMEOUT,
        Outcome.STUCK,
        Outcome.CANCELLED,
        Outcome.KILLED,
        Outcome.ESCALATED
    };

    public static Traits of(long number) {
        SplittableRandom random = new SplittableRandom(number);
        long family = number / FAMILY * FAMILY;
        boolean child = number != family && number - family <= CHILDREN;
        SessionId session = session(number);
        SessionId head = session(family);
        int trigger = trigger(random);
        return new Traits(
                number,
                org(family),
                session,
                child ? head : null,
                child ? head : session,
                "trigger-" + trigger,
                "repo-" + trigger % WORKSPACES,
                "wr.workflow-" + trigger % WORKFLOWS,
                goal(number, random),
                FIRST.plus(APART.multipliedBy(number)),
                outcome(random),
                random.nextLong(MAX_COST_MICROS));
    }

    public static SessionId session(long number) {
        return new SessionId(Ids.derive("sess", "past", Long.toString(number)));
    }

    public TriggerEventId triggerEvent() {
        return new TriggerEventId("te_past_" + number);
    }

    /// Every org that has past sessions.
    public static List<OrgId> orgs() {
        return Stream.concat(
                        Stream.of(MAIN), IntStream.range(0, OTHER_ORGS).mapToObj(Traits::other))
                .toList();
    }

    private static OrgId other(long index) {
        return new OrgId("bench-" + index);
    }

    private static OrgId org(long family) {
        long slot = family / FAMILY;
        return slot % NOT_MAIN == NOT_MAIN - 1 ? other(slot / NOT_MAIN % OTHER_ORGS) : MAIN;
    }

    private static int trigger(SplittableRandom random) {
        return random.nextInt(1_000) == 0 ? 0 : 1 + random.nextInt(TRIGGERS - 1);
    }

    /// One word that one in six has, one in twelve, one in five hundred, and one that ten have.
    private static String goal(long number, SplittableRandom random) {
        return "%s the %s of module%d for ticket%d"
                .formatted(
                        VERBS[random.nextInt(VERBS.length)],
                        THINGS[random.nextInt(THINGS.length)],
                        random.nextInt(500),
                        number / 10);
    }

    private static @Nullable Outcome outcome(SplittableRandom random) {
        if (random.nextInt(IN_FLIGHT) == 0) {
            return null;
        }
        return random.nextInt(8) == 0 ? FAILURES[random.nextInt(FAILURES.length)] : Outcome.SUCCESS;
    }
}
