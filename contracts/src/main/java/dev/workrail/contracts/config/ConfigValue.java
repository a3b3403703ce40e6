package dev.workrail.contracts.config;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.IntegrationId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.ProjectId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.OpaqueFields;
import dev.workrail.contracts.session.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The value of one configuration entry. Holds no secret in clear; secrets are ciphertext or names.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = ConfigValue.Opaque.class)
public sealed interface ConfigValue extends Kinded {

    /// Where this entry lies on `wr.config`: `org/kind/id`.
    ConfigKey key();

    /// @param paused nothing of the org is dispatched while true; what runs goes on
    @JsonTypeName("org")
    record Org(
            OrgId org, String name, boolean paused, Limits limits, @Nullable RateLimit ingestRate)
            implements ConfigValue {
        public Org {
            limits = limits == null ? Limits.NONE : limits;
        }

        @Override
        public ConfigKey key() {
            return new ConfigKey(org, "org", org.value());
        }
    }

    /// Limits of a scheduling domain as a whole. Belongs to the operator's own org, `workrail`.
    @JsonTypeName("domain")
    record Domain(DomainId domain, boolean paused, Limits limits) implements ConfigValue {
        public static final OrgId OPERATOR = new OrgId("workrail");

        public Domain {
            limits = limits == null ? Limits.NONE : limits;
        }

        @Override
        public ConfigKey key() {
            return new ConfigKey(OPERATOR, "domain", domain.value());
        }
    }

    /// What people of an org group work by; workspaces name theirs.
    @JsonTypeName("project")
    record Project(OrgId org, ProjectId project, String name, @Nullable String description)
            implements ConfigValue {
        @Override
        public ConfigKey key() {
            return new ConfigKey(org, "project", project.value());
        }
    }

    /// A repository and how work in it is done.
    ///
    /// @param credential the secret (purpose `git`) that pushes, as a [SecretReference]; absent for
    ///   a local remote
    /// @param testCommand run with `/bin/bash -c` in a clean checkout; exit 0 passes the unit test
    ///   gate
    @JsonTypeName("workspace")
    record Workspace(
            OrgId org,
            WorkspaceId workspace,
            @Nullable ProjectId project,
            String repositoryUrl,
            String baseBranch,
            @Nullable String branchPrefix,
            @Nullable String credential,
            @Nullable String testCommand,
            @Nullable SandboxSettings sandbox,
            Limits limits)
            implements ConfigValue {
        public Workspace {
            limits = limits == null ? Limits.NONE : limits;
        }

        @Override
        public ConfigKey key() {
            return new ConfigKey(org, "workspace", workspace.value());
        }
    }

    /// A configured source of work, as a session keeps it for life.
    ///
    /// @param provider one of github, gitlab, jira, pagerduty, slack, standard-webhooks, generic,
    ///   schedule, manual
    /// @param events accepted event types, each `type` or `type.action`; empty accepts all
    /// @param secrets the signing secrets (purpose `ingest`) that are valid now, each as a
    ///   [SecretReference]; two during a rotation
    /// @param maxQueueDepth waiting sessions of a serial trigger; beyond it ingest answers 429
    @JsonTypeName("trigger")
    record Trigger(
            OrgId org,
            TriggerId trigger,
            DomainId domain,
            PoolId pool,
            String provider,
            boolean enabled,
            String workflowId,
            @Nullable WorkspaceId workspace,
            @Nullable String goal,
            @Nullable String goalTemplate,
            Map<String, String> contextMapping,
            List<String> events,
            List<DispatchCondition> dispatchConditions,
            List<String> referenceUrls,
            Concurrency concurrency,
            @Nullable Integer maxQueueDepth,
            @Nullable Integer maxSessions,
            BranchStrategy branchStrategy,
            AgentSettings agent,
            List<DeliveryTarget> deliveries,
            List<String> secrets,
            @Nullable CronSchedule schedule,
            @Nullable RateLimit rate)
            implements ConfigValue {
        /// Waiting sessions of a serial trigger that has no `maxQueueDepth`; WorkRail's own
        /// default.
        public static final int DEFAULT_MAX_QUEUE_DEPTH = 10;

        public Trigger {
            contextMapping = contextMapping == null ? Map.of() : Map.copyOf(contextMapping);
            events = events == null ? List.of() : List.copyOf(events);
            dispatchConditions =
                    dispatchConditions == null ? List.of() : List.copyOf(dispatchConditions);
            referenceUrls = referenceUrls == null ? List.of() : List.copyOf(referenceUrls);
            deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
            secrets = secrets == null ? List.of() : List.copyOf(secrets);
            concurrency = concurrency == null ? Concurrency.SERIAL : concurrency;
            branchStrategy = branchStrategy == null ? BranchStrategy.WORKTREE : branchStrategy;
            agent = agent == null ? AgentSettings.DEFAULTS : agent;
            domain = domain == null ? DomainId.DEFAULT : domain;
            pool = pool == null ? PoolId.DEFAULT : pool;
        }

        /// The trigger as a child session has it: another workflow, and nothing delivered, since a
        /// child answers to its parent.
        public Trigger forChild(String childWorkflowId) {
            return new Trigger(
                    org,
                    trigger,
                    domain,
                    pool,
                    provider,
                    enabled,
                    childWorkflowId,
                    workspace,
                    goal,
                    goalTemplate,
                    contextMapping,
                    events,
                    dispatchConditions,
                    referenceUrls,
                    concurrency,
                    maxQueueDepth,
                    maxSessions,
                    branchStrategy,
                    agent,
                    List.of(),
                    secrets,
                    schedule,
                    rate);
        }

        /// The same trigger, switched on or off.
        public Trigger withEnabled(boolean on) {
            return new Trigger(
                    org,
                    trigger,
                    domain,
                    pool,
                    provider,
                    on,
                    workflowId,
                    workspace,
                    goal,
                    goalTemplate,
                    contextMapping,
                    events,
                    dispatchConditions,
                    referenceUrls,
                    concurrency,
                    maxQueueDepth,
                    maxSessions,
                    branchStrategy,
                    agent,
                    deliveries,
                    secrets,
                    schedule,
                    rate);
        }

        @Override
        public ConfigKey key() {
            return new ConfigKey(org, "trigger", trigger.value());
        }
    }

    /// A workflow an org published; bundled workflows are part of every deployment and not listed.
    ///
    /// @param definition the workflow file as it was published
    @JsonTypeName("workflow")
    record Workflow(OrgId org, String workflowId, JsonNode definition) implements ConfigValue {
        @Override
        public ConfigKey key() {
            return new ConfigKey(org, "workflow", workflowId);
        }
    }

    /// An outside system, and which secrets are for it: the one place to which workspaces, triggers
    /// and delivery targets refer as `integration:id` where they name a secret.
    ///
    /// @param provider one of github, gitlab, jira, pagerduty, slack, generic
    /// @param baseUrl where it is; workspaces that use its git secret have their repository on that
    ///   host
    @JsonTypeName("integration")
    record Integration(
            OrgId org,
            IntegrationId integration,
            String provider,
            String name,
            @Nullable String baseUrl,
            IntegrationSecrets secrets)
            implements ConfigValue {
        public Integration {
            secrets = secrets == null ? IntegrationSecrets.NONE : secrets;
        }

        public static ConfigKey key(OrgId org, IntegrationId integration) {
            return new ConfigKey(org, "integration", integration.value());
        }

        @Override
        public ConfigKey key() {
            return key(org, integration);
        }
    }

    /// Which gates a change must pass beside those that every change must: policies add, and none
    /// takes a gate away.
    ///
    /// @param of the org, workspace, trigger or tier that it holds for
    /// @param requiredGates all that it asks for, the ones of every change among them
    @JsonTypeName("policy")
    record Policy(OrgId org, PolicyLevel level, String of, List<Gate> requiredGates)
            implements ConfigValue {
        public Policy {
            requiredGates = requiredGates == null ? List.of() : List.copyOf(requiredGates);
        }

        /// The key of the policy of one org, workspace, trigger or tier.
        public static ConfigKey key(OrgId org, PolicyLevel level, String of) {
            return new ConfigKey(org, "policy", level.entryId(of));
        }

        @Override
        public ConfigKey key() {
            return key(org, level, of);
        }
    }

    /// An encrypted secret.
    ///
    /// @param ciphertext base64; additional data is org, purpose and name
    /// @param keyId which key of the purpose opens it
    /// @param previous the value before the last rotation, while both are valid
    @JsonTypeName("secret")
    record Secret(
            OrgId org,
            SecretPurpose purpose,
            String name,
            String keyId,
            String ciphertext,
            @Nullable Previous previous)
            implements ConfigValue {
        /// An earlier value, sealed for the same org, purpose and name.
        ///
        /// @param validUntil from then on it counts for nothing
        public record Previous(String keyId, String ciphertext, Instant validUntil) {}

        /// The value that was before, where it is still valid at `now`.
        public Optional<Secret> previousAt(Instant now) {
            return previous == null || !now.isBefore(previous.validUntil)
                    ? Optional.empty()
                    : Optional.of(
                            new Secret(
                                    org, purpose, name, previous.keyId, previous.ciphertext, null));
        }

        /// This secret after a rotation to `next`: its own value stays valid until then.
        public Secret rotatedTo(Secret next, Instant validUntil) {
            return new Secret(
                    org,
                    purpose,
                    name,
                    next.keyId,
                    next.ciphertext,
                    new Previous(keyId, ciphertext, validUntil));
        }

        public static ConfigKey key(OrgId org, SecretPurpose purpose, String name) {
            return new ConfigKey(
                    org, "secret", purpose.name().toLowerCase(Locale.ROOT) + "." + name);
        }

        @Override
        public ConfigKey key() {
            return key(org, purpose, name);
        }
    }

    /// How long an org keeps its sessions. Without one it keeps them for good.
    ///
    /// @param sessionDays from the end of a tree of sessions until it is erased
    @JsonTypeName("retention")
    record Retention(OrgId org, int sessionDays) implements ConfigValue {
        /// An org has one.
        public static final String ID = "sessions";

        @Override
        public ConfigKey key() {
            return new ConfigKey(org, "retention", ID);
        }
    }

    /// That an org is deleted, for good: its id is not given out again. Belongs to the operator's
    /// own org, since the deleted one has nothing.
    @JsonTypeName("deleted_org")
    record DeletedOrg(OrgId deleted, Instant at) implements ConfigValue {
        @Override
        public ConfigKey key() {
            return new ConfigKey(Domain.OPERATOR, "deleted_org", deleted.value());
        }
    }

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements ConfigValue {
        @Override
        public ConfigKey key() {
            return ConfigKey.parse(OpaqueFields.text(fields, "key"));
        }
    }
}
