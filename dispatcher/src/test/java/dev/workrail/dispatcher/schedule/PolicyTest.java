package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger trigger =
            Given.trigger(Given.ORG, "issues", Concurrency.PARALLEL, null, null, "heavy", "main");

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 8);
    }

    @Test
    void shouldSayWhichPoliciesHoldForASession() {
        // given a policy on every level, and others that do not concern it
        story.configures(policy(Given.ORG, PolicyLevel.ORG, "acme", Gate.CI), 11);
        story.configures(policy(Given.ORG, PolicyLevel.WORKSPACE, "main", Gate.HUMAN_APPROVAL), 12);
        story.configures(policy(Given.ORG, PolicyLevel.TRIGGER, "issues", Gate.CI), 13);
        story.configures(policy(Given.ORG, PolicyLevel.TIER, "heavy", Gate.SECURITY_AUDIT), 14);
        story.configures(policy(Given.ORG, PolicyLevel.WORKSPACE, "other", Gate.CI), 15);
        story.configures(policy(Given.ORG, PolicyLevel.TIER, "mid", Gate.CI), 16);
        story.configures(policy(new OrgId("globex"), PolicyLevel.ORG, "globex", Gate.CI), 17);

        // when
        SessionId session = story.fires(Given.event(trigger, "d1"));

        // then
        assertThat(queued(session))
                .containsExactly(
                        inForce(PolicyLevel.ORG, "acme", 11, Gate.CI),
                        inForce(PolicyLevel.WORKSPACE, "main", 12, Gate.HUMAN_APPROVAL),
                        inForce(PolicyLevel.TRIGGER, "issues", 13, Gate.CI),
                        inForce(PolicyLevel.TIER, "heavy", 14, Gate.SECURITY_AUDIT));
    }

    @Test
    void shouldSayAtTheEndWhatHoldsThenAndWhatWasTakenBack() {
        // given
        ConfigValue.Policy of = policy(Given.ORG, PolicyLevel.WORKSPACE, "main", Gate.CI);
        story.configures(of, 11);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");

        // when an org's policy comes and the workspace's goes while it runs
        story.configures(policy(Given.ORG, PolicyLevel.ORG, "acme", Gate.HUMAN_APPROVAL), 12);
        story.tell(new Input.Configured(of.key(), ConfigRecord.deletion(13)));
        story.ends(session, "w1", Outcome.SUCCESS);

        // then
        assertThat(queued(session))
                .containsExactly(inForce(PolicyLevel.WORKSPACE, "main", 11, Gate.CI));
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed ->
                        assertThat(closed.policies())
                                .containsExactly(
                                        inForce(PolicyLevel.ORG, "acme", 12, Gate.HUMAN_APPROVAL),
                                        inForce(PolicyLevel.WORKSPACE, "main", 13)));
    }

    private List<PolicyInForce> queued(SessionId session) {
        return story.said(SchedulingEvent.Queued.class).stream()
                .filter(queued -> queued.session().equals(session))
                .findFirst()
                .orElseThrow()
                .policies();
    }

    private static ConfigValue.Policy policy(
            OrgId org, PolicyLevel level, String of, Gate... gates) {
        return new ConfigValue.Policy(org, level, of, List.of(gates));
    }

    private static PolicyInForce inForce(
            PolicyLevel level, String of, long version, Gate... gates) {
        return new PolicyInForce(level, of, version, List.of(gates));
    }
}
