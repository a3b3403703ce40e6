package dev.workrail.dispatcher.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Gate;
import dev.workrail.dispatcher.tree.SortedTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The configuration that scheduling needs: domain, orgs, workspaces, triggers, policies and the
/// tiers of workflows, by key. What is not configured has no limit of its own.
public record ConfigView(SortedTree<String, ConfigRecord> records) {
    private static final String TIER = "modelTier";

    static final ConfigView EMPTY = new ConfigView(SortedTree.empty());

    /// True for entries that decide about scheduling; others, such as secrets, are not kept.
    public static boolean concerns(ConfigKey key) {
        return switch (key.entry()) {
            case "org", "domain", "workspace", "trigger", "policy", "workflow" -> true;
            default -> false;
        };
    }

    /// What scheduling keeps of a record: of a workflow, which may be large, its tier alone.
    static ConfigRecord kept(ConfigRecord record) {
        if (!(record.value() instanceof ConfigValue.Workflow workflow)) {
            return record;
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        JsonNode tier = workflow.definition().path(TIER);
        if (tier.isTextual()) {
            rest.set(TIER, tier);
        }
        return ConfigRecord.of(
                record.version(),
                new ConfigValue.Workflow(workflow.org(), workflow.workflowId(), rest));
    }

    ConfigView with(ConfigKey key, ConfigRecord record) {
        ConfigRecord known = records.get(key.toString());
        if (known != null && known.version() > record.version()) {
            return this;
        }
        return new ConfigView(records.with(key.toString(), record));
    }

    boolean domainPaused(DomainId domain) {
        return domain(domain) instanceof ConfigValue.Domain found && found.paused();
    }

    boolean orgPaused(OrgId org) {
        return org(org) instanceof ConfigValue.Org found && found.paused();
    }

    Limits domainLimits(DomainId domain) {
        return domain(domain) instanceof ConfigValue.Domain found ? found.limits() : Limits.NONE;
    }

    Limits orgLimits(OrgId org) {
        return org(org) instanceof ConfigValue.Org found ? found.limits() : Limits.NONE;
    }

    Limits workspaceLimits(OrgId org, @Nullable WorkspaceId workspace) {
        return workspace != null
                        && value(new ConfigKey(org, "workspace", workspace.value()))
                                instanceof ConfigValue.Workspace found
                ? found.limits()
                : Limits.NONE;
    }

    ConfigValue.@Nullable Trigger trigger(OrgId org, TriggerId trigger) {
        return value(new ConfigKey(org, "trigger", trigger.value()))
                        instanceof ConfigValue.Trigger found
                ? found
                : null;
    }

    /// False where the trigger was deleted or switched off at or after `version`.
    boolean enabled(ConfigValue.Trigger accepted, long version) {
        ConfigRecord known = records.get(accepted.key().toString());
        if (known == null || known.version() < version) {
            return accepted.enabled();
        }
        return !known.deleted()
                && (!(known.value() instanceof ConfigValue.Trigger now) || now.enabled());
    }

    Concurrency concurrency(Place place) {
        ConfigValue.Trigger now = trigger(place.org(), place.trigger());
        return now == null ? place.concurrency() : now.concurrency();
    }

    @Nullable Integer maxSessions(Place place) {
        ConfigValue.Trigger now = trigger(place.org(), place.trigger());
        return now == null ? place.maxSessions() : now.maxSessions();
    }

    /// The tier that a session counts in: its trigger's, else the one its workflow declares. A
    /// bundled workflow declares none.
    @Nullable String tier(SessionSpec spec) {
        String asked = spec.trigger().agent().modelTier();
        return asked != null
                        || !(value(new ConfigKey(spec.org(), "workflow", spec.workflowId()))
                                instanceof ConfigValue.Workflow workflow)
                ? asked
                : workflow.definition().path(TIER).textValue();
    }

    /// The policies that hold in a place, and the versions of those taken back.
    List<PolicyInForce> policies(Place place) {
        List<PolicyInForce> policies = new ArrayList<>();
        policy(policies, place.org(), PolicyLevel.ORG, place.org());
        policy(policies, place.org(), PolicyLevel.WORKSPACE, place.workspace());
        policy(policies, place.org(), PolicyLevel.TRIGGER, place.trigger());
        policy(policies, place.org(), PolicyLevel.TIER, place.tier());
        return policies;
    }

    private void policy(
            List<PolicyInForce> policies, OrgId org, PolicyLevel level, @Nullable Object name) {
        if (name == null) {
            return;
        }
        String of = name.toString();
        ConfigRecord record = records.get(ConfigValue.Policy.key(org, level, of).toString());
        if (record != null) {
            List<Gate> gates =
                    !record.deleted() && record.value() instanceof ConfigValue.Policy policy
                            ? policy.requiredGates()
                            : List.of();
            policies.add(new PolicyInForce(level, of, record.version(), gates));
        }
    }

    private @Nullable ConfigValue domain(DomainId domain) {
        return value(new ConfigKey(ConfigValue.Domain.OPERATOR, "domain", domain.value()));
    }

    private @Nullable ConfigValue org(OrgId org) {
        return value(new ConfigKey(org, "org", org.value()));
    }

    private @Nullable ConfigValue value(ConfigKey key) {
        ConfigRecord record = records.get(key.toString());
        return record == null || record.deleted() ? null : record.value();
    }
}
