package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.IntegrationId;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which entries name another, so that it cannot be deleted under them.
public final class EntryUsers {
    private EntryUsers() {}

    /// @throws ProblemException 409 `in_use` where a workspace names the project
    public static void expectNoneOfProject(ConfigLook look, String project) {
        expectNone(
                "project '%s'".formatted(project),
                look.all(EntryKind.WORKSPACE).stream()
                        .filter(entry ->
                                entry.value().project() != null
                                        && entry.value().project().value().equals(project))
                        .map(entry -> "workspace " + entry.id()));
    }

    /// @throws ProblemException 409 `in_use` where a trigger names the workspace
    public static void expectNoneOfWorkspace(ConfigLook look, String workspace) {
        expectNone(
                "workspace '%s'".formatted(workspace),
                triggers(
                        look,
                        trigger ->
                                trigger.workspace() != null
                                        && trigger.workspace().value().equals(workspace)));
    }

    /// @throws ProblemException 409 `in_use` where a trigger names the workflow
    public static void expectNoneOfWorkflow(ConfigLook look, String workflow) {
        expectNone(
                "workflow '%s'".formatted(workflow),
                triggers(look, trigger -> trigger.workflowId().equals(workflow)));
    }

    /// @throws ProblemException 409 `in_use` where a trigger, a workspace or an integration names
    ///   the secret
    public static void expectNoneOfSecret(ConfigLook look, SecretPurpose purpose, String name) {
        Stream<String> workspaces =
                look.all(EntryKind.WORKSPACE).stream()
                        .filter(entry -> SecretNames.uses(entry.value(), purpose, name))
                        .map(entry -> "workspace " + entry.id());
        Stream<String> integrations =
                look.all(EntryKind.INTEGRATION).stream()
                        .filter(entry ->
                                entry.value()
                                        .secrets()
                                        .of(purpose)
                                        .filter(name::equals)
                                        .isPresent())
                        .map(entry -> "integration " + entry.id());
        expectNone(
                "secret '%s'".formatted(name),
                Stream.of(
                                triggers(look, trigger -> SecretNames.uses(trigger, purpose, name)),
                                workspaces,
                                integrations)
                        .flatMap(Function.identity()));
    }

    /// @throws ProblemException 409 `in_use` where a trigger or a workspace refers to the
    ///   integration
    public static void expectNoneOfIntegration(ConfigLook look, IntegrationId integration) {
        expectNone(
                "integration '%s'".formatted(integration),
                IntegrationUsers.of(look, integration).names());
    }

    private static Stream<String> triggers(ConfigLook look, Predicate<ConfigValue.Trigger> naming) {
        return look.all(EntryKind.TRIGGER).stream()
                .filter(entry -> naming.test(entry.value()))
                .map(entry -> "trigger " + entry.id());
    }

    private static void expectNone(String what, Stream<String> found) {
        List<String> users = found.toList();
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.IN_USE,
                    "%s is named by %s; change those first"
                            .formatted(what, String.join(", ", users)));
        }
    }
}
