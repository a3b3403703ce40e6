package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.git.GitSecret;
import dev.workrail.platform.secret.SealedSecret;
import dev.workrail.platform.secret.SecretOpener;
import dev.workrail.worker.agent.ModelClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// What sessions are configured with, from `wr.config`, the bundled workflows and the blob store. A
/// value that is missing is looked for once more at the current end of the log. Thread-safe.
public final class ConfiguredSources implements SessionSources {
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final ConfigCache config;
    private final BlobStore blobs;
    private final Optional<SecretOpener> secrets;
    private final Function<SessionSpec, ModelClient> models;
    private final BoundWorkflows workflows = new BoundWorkflows();

    /// @param secrets opens git credentials; absent where the worker has no key for them
    /// @param models chooses a session's model
    public ConfiguredSources(
            ConfigCache config,
            BlobStore blobs,
            Optional<SecretOpener> secrets,
            Function<SessionSpec, ModelClient> models) {
        this.config = config;
        this.blobs = blobs;
        this.secrets = secrets;
        this.models = models;
    }

    @Override
    public Optional<ConfigValue.Workspace> workspace(OrgId org, WorkspaceId workspace) {
        return find(
                new ConfigKey(org, "workspace", workspace.value()), ConfigValue.Workspace.class);
    }

    @Override
    public Optional<GitSecret> credential(OrgId org, String name) {
        SecretOpener opener =
                secrets.orElseThrow(() ->
                        new UnusableSessionException(
                                "this worker has no key for git secrets: set workrail.worker.secret-keys"));
        return lookTwice(() -> config.secret(org, SecretPurpose.GIT, name))
                .map(secret ->
                        new GitSecret(
                                new String(
                                        opener.open(SealedSecret.of(secret)),
                                        StandardCharsets.UTF_8)));
    }

    @Override
    public BoundWorkflow workflow(OrgId org, String workflowId) {
        Optional<JsonNode> own =
                find(new ConfigKey(org, "workflow", workflowId), ConfigValue.Workflow.class)
                        .map(ConfigValue.Workflow::definition);
        Map<String, JsonNode> definitions = new TreeMap<>();
        config.list(org, ConfigValue.Workflow.class)
                .forEach(workflow -> definitions.put(workflow.workflowId(), workflow.definition()));
        own.ifPresent(definition -> definitions.put(workflowId, definition));
        return workflows.bound(org, workflowId, definitions);
    }

    @Override
    public ModelClient model(SessionSpec spec) {
        return models.apply(spec);
    }

    @Override
    public Blobs blobs(OrgId org) {
        return new OrgBlobs(blobs, org);
    }

    private <T extends ConfigValue> Optional<T> find(ConfigKey key, Class<T> type) {
        return lookTwice(() -> config.get(key, type));
    }

    private <T> Optional<T> lookTwice(Supplier<Optional<T>> look) {
        Optional<T> known = look.get();
        if (known.isPresent()) {
            return known;
        }
        try {
            config.awaitCurrent(MAX_WAIT);
        } catch (InterruptedException e) {
            // Seen again where the session next waits.
            Thread.currentThread().interrupt();
        }
        return look.get();
    }
}
