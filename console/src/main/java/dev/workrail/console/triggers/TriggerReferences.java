package dev.workrail.console.triggers;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.ConfigLook;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.IntegrationProvider;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.console.workflows.WorkflowCatalogue;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.SecretPurpose;
import jakarta.inject.Singleton;

/// Checks that what a trigger names is there, under the configuration lock.
@Singleton
public final class TriggerReferences {
    private final WorkflowCatalogue workflows;

    public TriggerReferences(WorkflowCatalogue workflows) {
        this.workflows = workflows;
    }

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every name that is not there
    public void check(ConfigLook look, ConfigValue.Trigger trigger) {
        InputFaults faults = new InputFaults();
        check(faults, look, trigger);
        faults.refuseIfAny();
    }

    /// Adds a fault for every name that is not there.
    public void check(InputFaults faults, ConfigLook look, ConfigValue.Trigger trigger) {
        if (!workflows.exists(look, trigger.workflowId())) {
            faults.add(
                    "/workflow",
                    "there is no workflow '%s', bundled or of this org"
                            .formatted(trigger.workflowId()));
        }
        if (trigger.workspace() != null) {
            workspace(faults, "/workspace", look, trigger.workspace().value());
        }
        for (int i = 0; i < trigger.secrets().size(); i++) {
            String at = "/secrets/" + i;
            SecretNames.expect(faults, at, look, SecretPurpose.INGEST, trigger.secrets().get(i));
            ofItsProvider(faults, at, look, trigger, trigger.secrets().get(i));
        }
        for (int i = 0; i < trigger.deliveries().size(); i++) {
            delivery(faults, "/deliveries/" + i, look, trigger.deliveries().get(i));
        }
    }

    /// GitHub's secret does not sign what GitLab sends.
    private static void ofItsProvider(
            InputFaults faults,
            String at,
            ConfigLook look,
            ConfigValue.Trigger trigger,
            String secret) {
        SecretNames.integration(look, secret)
                .filter(integration ->
                        !IntegrationProvider.fits(integration.provider(), trigger.provider()))
                .ifPresent(integration ->
                        faults.add(
                                at,
                                "integration '%s' is of provider %s, the trigger of %s"
                                        .formatted(
                                                integration.integration(),
                                                integration.provider(),
                                                trigger.provider())));
    }

    private static void delivery(
            InputFaults faults, String at, ConfigLook look, DeliveryTarget target) {
        switch (target) {
            case DeliveryTarget.Callback callback ->
                    SecretNames.expect(
                            faults,
                            at + "/secret",
                            look,
                            SecretPurpose.DELIVERY,
                            callback.secret());
            case DeliveryTarget.GitNote note ->
                    workspace(faults, at + "/workspace", look, note.workspace().value());
            case DeliveryTarget.Opaque _ ->
                    faults.add(at + "/kind", "expected callback or git_note");
        }
    }

    private static void workspace(InputFaults faults, String at, ConfigLook look, String name) {
        if (look.find(EntryKind.WORKSPACE, name).isEmpty()) {
            faults.add(at, "there is no workspace '%s' in this org".formatted(name));
        }
    }
}
