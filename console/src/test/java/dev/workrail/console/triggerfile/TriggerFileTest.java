package dev.workrail.console.triggerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.ConfigLook;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.triggers.TriggerReferences;
import dev.workrail.console.workflows.WorkflowCatalogue;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.RateLimit;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerFileTest {
    private static final OrgId ORG = new OrgId("acme");
    private final Entries entries = new Entries();
    private final TriggerImport imports =
            new TriggerImport(new TriggerReferences(new WorkflowCatalogue()));

    @Test
    void shouldReadATriggerAsWorkRailWritesIt() {
        // when
        ConfigValue.Trigger trigger =
                plan("""
                triggers:
                  - id: my-review  # of merge requests
                    provider: generic
                    workflowId: wr.mr-review
                    workspacePath: /srv/git/app
                    goalTemplate: "Review {{$.title}}"
                    contextMapping:
                      mrUrl: $.url
                    hmacSecret: $HOOK
                    dispatchCondition:
                      payloadPath: $.action
                      equals: yes
                    referenceUrls: https://a.test https://b.test
                    concurrencyMode: parallel
                    maxQueueDepth: 5
                    callbackUrl: https://c.test/done
                    callbackSecret: $RESULTS
                    branchStrategy: read-only
                    autoCommit: true
                    agentConfig:
                      modelTier: mid
                      maxTurns: 12
                """)
                        .values()
                        .getFirst();

        // then
        assertThat(trigger.workflowId()).isEqualTo("wr.mr-review");
        assertThat(trigger.workspace()).isEqualTo(new WorkspaceId("app"));
        assertThat(trigger.goalTemplate()).isEqualTo("Review {{$.title}}");
        assertThat(trigger.contextMapping()).isEqualTo(Map.of("mrUrl", "$.url"));
        assertThat(trigger.secrets()).containsExactly("hook");
        assertThat(trigger.dispatchConditions())
                .containsExactly(new DispatchCondition("$.action", "yes"));
        assertThat(trigger.referenceUrls()).containsExactly("https://a.test", "https://b.test");
        assertThat(trigger.concurrency()).isEqualTo(Concurrency.PARALLEL);
        assertThat(trigger.branchStrategy()).isEqualTo(BranchStrategy.READ_ONLY);
        assertThat(trigger.agent().maxTurns()).isEqualTo(12);
        assertThat(trigger.deliveries())
                .containsExactly(
                        new DeliveryTarget.Callback("callback", "https://c.test/done", "results"));
    }

    @Test
    void shouldInheritFromDefaultsAndFromAnotherTrigger() {
        // when
        TriggerImport.Plan plan =
                plan(
                        """
                        defaults:
                          provider: github
                          hmacSecret: $HOOK
                          agentConfig: {maxTurns: 10, maxSessionMinutes: 20}
                        triggers:
                          - id: base
                            workflowId: wr.quick-task
                            goal: Do it
                            events: issues.opened
                          - id: other
                            extends: base
                            goal:
                            goalTemplate: "Do {{$.x}}"
                            agentConfig:
                              maxTurns: 5
                        """);

        // then
        ConfigValue.Trigger other = plan.values().get(1);
        assertThat(other.provider()).isEqualTo("github");
        assertThat(other.workflowId()).isEqualTo("wr.quick-task");
        assertThat(other.events()).containsExactly("issues.opened");
        assertThat(other.goal()).as("an empty value takes the inherited one away").isNull();
        assertThat(other.agent().maxTurns()).isEqualTo(5);
        assertThat(other.agent().maxSessionMinutes()).isEqualTo(20);
    }

    @Test
    void shouldNameEveryFaultByKeyAndLine() {
        // when
        List<Problem.InputError> faults =
                faults(
                        """
                        defaults:
                          agentConfig: {maxTurns: many}
                        triggers:
                          - id: one
                            provider: generic
                            workflowId: no-such
                            goalTemplte: x
                            hmacSecret: in-clear
                            maxQueueDepth: 0
                          - id: one
                            provider: gitlab_poll
                            extends: nobody
                            concurrencyMode: sometimes
                            callbackUrl: https://c.test
                        """);

        // then
        assertThat(faults)
                .extracting(Problem.InputError::pointer, TriggerFileTest::line)
                .contains(
                        tuple("/triggers/0/agentConfig/maxTurns", "line 2"),
                        tuple("/triggers/0/goalTemplte", "line 7"),
                        tuple("/triggers/0/hmacSecret", "line 8"),
                        tuple("/triggers/0/maxQueueDepth", "line 9"),
                        tuple("/triggers/1/id", "line 10"),
                        tuple("/triggers/1/provider", "line 11"),
                        tuple("/triggers/1/extends", "line 12"),
                        tuple("/triggers/1/concurrencyMode", "line 13"),
                        tuple("/triggers/1/callbackUrl", "line 14"));
        assertThat(faults)
                .anySatisfy(fault ->
                        assertThat(fault.detail()).contains("did you mean 'goalTemplate'?"));
    }

    @Test
    void shouldNameWhatIsNotInTheOrg() {
        List<Problem.InputError> faults =
                faults(
                        """
                        triggers:
                          - id: one
                            provider: generic
                            workflowId: no-such
                            workspaceName: nowhere
                            hmacSecret: $GONE
                        """);

        assertThat(faults)
                .extracting(Problem.InputError::pointer, TriggerFileTest::line)
                .containsExactly(
                        tuple("/triggers/0/workflowId", "line 4"),
                        tuple("/triggers/0/workspaceName", "line 5"),
                        tuple("/triggers/0/hmacSecret", "line 6"));
    }

    @Test
    void shouldSayWhichKeysHaveNoEffectAndImportAllTheSame() {
        TriggerImport.Plan plan =
                plan(
                        """
                        triggers:
                          - id: one
                            provider: manual
                            workflowId: wr.quick-task
                            autoOpenPR: true
                            secretScan: true
                        """);

        assertThat(plan.created()).containsExactly("one");
        assertThat(plan.warnings())
                .extracting(Warning::pointer)
                .containsExactly("/triggers/0/autoOpenPR");
    }

    @Test
    void shouldRefuseWhatIsNoYamlAndWhatGoesRoundInACircle() {
        assertThat(faults("triggers: [")).isNotEmpty();
        assertThat(faults("- a\n- b\n")).isNotEmpty();
        assertThat(faults("")).isNotEmpty();
        assertThat(
                        faults(
                                """
                                triggers:
                                  - {id: a, extends: b}
                                  - {id: b, extends: a}
                                """))
                .anySatisfy(fault -> assertThat(fault.detail()).contains("circle"));
    }

    @Test
    void shouldNotLetAliasesMakeASmallFileLarge() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(",", repeat(alias))));
        }

        assertThat(faults(bomb.toString())).isNotEmpty();
    }

    @Test
    void shouldReadBackWhatItWrites() {
        // given
        List<ConfigValue.Trigger> triggers =
                List.of(
                        plan("""
                        triggers:
                          - id: all
                            provider: generic
                            enabled: false
                            workflowId: wr.quick-task
                            workspaceName: app
                            goal: "yes"
                            goalTemplate: "# {{$.x}}: 'quoted' \\"twice\\""
                            contextMapping: {a: $.a, b: "$"}
                            events: [x, y.z]
                            dispatchConditions:
                              - {payloadPath: $.a, equals: "1"}
                              - {payloadPath: $.b, equals: "true"}
                            concurrencyMode: newest-wins
                            maxQueueDepth: 3
                            maxSessions: 2
                            branchStrategy: none
                            agentConfig: {model: a/b, stallTimeoutSeconds: 9}
                            deliveries:
                              - {kind: git_note, name: note, workspace: app}
                              - kind: callback
                                name: done
                                url: https://c.test
                                secret: $RESULTS
                            secrets: hook second
                            rate: {perSecond: 0.5, burst: 3}
                            pool: large
                          - id: nightly
                            provider: schedule
                            workflowId: wr.quick-task
                            schedule: {expression: "0 3 * * *", zone: Europe/Berlin}
                        """)
                                .values()
                                .toArray(ConfigValue.Trigger[]::new));
        assertThat(triggers.getFirst().rate()).isEqualTo(new RateLimit(0.5, 3));

        // when
        String written = TriggerExport.of(triggers);

        // then
        assertThat(plan(written).values()).as(written).isEqualTo(triggers);
    }

    @Test
    void shouldTellNewFromChangedFromGone() {
        // given
        entries.triggers.addAll(
                plan("triggers: [{id: same, provider: manual, workflowId: wr.quick-task},"
                                + " {id: other, provider: manual, workflowId: wr.quick-task},"
                                + " {id: gone, provider: manual, workflowId: wr.quick-task}]")
                        .values());

        // when
        TriggerImport.Plan plan =
                imports.plan(
                        entries,
                        ORG,
                        "triggers: [{id: same, provider: manual, workflowId: wr.quick-task},"
                                + " {id: other, provider: manual, workflowId: wr.mr-review},"
                                + " {id: fresh, provider: manual, workflowId: wr.quick-task}]",
                        FileReport.strict(),
                        true);

        // then
        assertThat(plan.unchanged()).containsExactly("same");
        assertThat(plan.changed()).containsExactly("other");
        assertThat(plan.created()).containsExactly("fresh");
        assertThat(plan.deleted()).containsExactly("gone");
        assertThat(plan.values()).hasSize(2);
    }

    private static List<String> repeat(String alias) {
        return java.util.Collections.nCopies(10, alias);
    }

    private static String line(Problem.InputError fault) {
        return fault.detail().substring(0, Math.max(0, fault.detail().indexOf(':')));
    }

    private TriggerImport.Plan plan(String text) {
        return imports.plan(entries, ORG, text, FileReport.strict(), false);
    }

    private List<Problem.InputError> faults(String text) {
        List<Problem.InputError> faults = new ArrayList<>();
        assertThatThrownBy(() -> plan(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> faults.addAll(refused.problem().errors()));
        return faults;
    }

    /// An org's configuration in memory: a workspace, its secrets, and triggers.
    private static final class Entries implements ConfigLook {
        private static final ConfigValue.Workspace APP =
                new ConfigValue.Workspace(
                        ORG,
                        new WorkspaceId("app"),
                        null,
                        "file:///srv/git/app",
                        "main",
                        null,
                        null,
                        null,
                        null,
                        Limits.NONE);
        private final List<ConfigValue.Trigger> triggers = new ArrayList<>();

        @Override
        public <V extends ConfigValue> Optional<ConfigEntry<V>> find(EntryKind<V> kind, String id) {
            return all(kind).stream().filter(entry -> entry.id().equals(id)).findFirst();
        }

        @Override
        public <V extends ConfigValue> List<ConfigEntry<V>> all(EntryKind<V> kind) {
            return values(kind.name()).stream()
                    .map(value -> kind.type().cast(value))
                    .map(value ->
                            new ConfigEntry<>(
                                    value.key().id(),
                                    1,
                                    value,
                                    Instant.EPOCH,
                                    "test",
                                    Instant.EPOCH,
                                    "test"))
                    .toList();
        }

        private List<? extends ConfigValue> values(String kind) {
            return switch (kind) {
                case "workspace" -> List.of(APP);
                case "trigger" -> triggers;
                case "secret" ->
                        List.of(
                                secret(SecretPurpose.INGEST, "hook"),
                                secret(SecretPurpose.INGEST, "second"),
                                secret(SecretPurpose.DELIVERY, "results"));
                default -> List.of();
            };
        }

        private static ConfigValue.Secret secret(SecretPurpose purpose, String name) {
            return new ConfigValue.Secret(ORG, purpose, name, "1", "AA==", null);
        }
    }
}
