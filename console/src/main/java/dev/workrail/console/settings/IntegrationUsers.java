package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.config.SecretReference;
import dev.workrail.contracts.id.IntegrationId;
import java.util.List;
import java.util.stream.Stream;

/// The triggers and workspaces of an org that refer to one integration.
public record IntegrationUsers(
        String reference,
        List<ConfigValue.Trigger> triggers,
        List<ConfigValue.Workspace> workspaces) {
    public static IntegrationUsers of(ConfigLook look, IntegrationId integration) {
        String reference = SecretReference.to(integration);
        return new IntegrationUsers(
                reference,
                look.all(EntryKind.TRIGGER).stream()
                        .map(ConfigEntry::value)
                        .filter(trigger ->
                                SecretNames.uses(trigger, SecretPurpose.INGEST, reference)
                                        || SecretNames.uses(
                                                trigger, SecretPurpose.DELIVERY, reference))
                        .toList(),
                look.all(EntryKind.WORKSPACE).stream()
                        .map(ConfigEntry::value)
                        .filter(workspace ->
                                SecretNames.uses(workspace, SecretPurpose.GIT, reference))
                        .toList());
    }

    /// Who takes a secret for the purpose from it, as people name them.
    public Stream<String> names(SecretPurpose purpose) {
        return Stream.concat(
                triggers.stream()
                        .filter(trigger -> SecretNames.uses(trigger, purpose, reference))
                        .map(trigger -> "trigger " + trigger.trigger()),
                workspaces.stream()
                        .filter(workspace -> SecretNames.uses(workspace, purpose, reference))
                        .map(workspace -> "workspace " + workspace.workspace()));
    }

    /// Everyone who refers to it.
    public Stream<String> names() {
        return Stream.of(SecretPurpose.values()).flatMap(this::names).distinct();
    }
}
