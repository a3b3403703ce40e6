package dev.workrail.console.integrations;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.WebAddress;
import dev.workrail.console.settings.IntegrationProvider;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.IntegrationSecrets;
import dev.workrail.contracts.id.IntegrationId;
import dev.workrail.contracts.id.OrgId;
import org.jspecify.annotations.Nullable;

/// An integration as people write it.
///
/// @param id a slug; absent where the path has it
/// @param provider github, gitlab, jira, pagerduty, slack or generic
/// @param name for people; the id where absent
/// @param baseUrl where it is, such as `https://git.example`; a workspace that uses its git secret
///   has its repository on that host
/// @param secrets names of stored secrets, by what each is for
public record IntegrationInput(
        @Nullable String id,
        @Nullable String provider,
        @Nullable String name,
        @Nullable String baseUrl,
        @Nullable Secrets secrets) {
    private static final int MAX_NAME = 200;
    private static final int MAX_SECRET = 63;

    /// @param ingest signs the webhooks that come from it
    /// @param git fetches and pushes
    /// @param delivery signs the callbacks that go to it
    public record Secrets(
            @Nullable String ingest, @Nullable String git, @Nullable String delivery) {}

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    ConfigValue.Integration read(OrgId org, @Nullable String idOfPath) {
        InputFaults faults = new InputFaults();
        IntegrationId integration =
                faults.required("/id", idOfPath == null ? id : idOfPath, IntegrationId::new);
        IntegrationProvider kind = faults.required("/provider", provider, IntegrationProvider::of);
        String called = faults.optional("/name", name, MAX_NAME);
        String address = faults.parsed("/baseUrl", baseUrl, WebAddress::check);
        IntegrationSecrets named = secrets(faults);
        faults.refuseIfAny();
        if (integration == null || kind == null) {
            throw new IllegalStateException("an absent id or provider is a fault");
        }
        return new ConfigValue.Integration(
                org,
                integration,
                kind.wire(),
                called == null ? integration.value() : called,
                address,
                named);
    }

    private IntegrationSecrets secrets(InputFaults faults) {
        return secrets == null
                ? IntegrationSecrets.NONE
                : new IntegrationSecrets(
                        faults.optional("/secrets/ingest", secrets.ingest(), MAX_SECRET),
                        faults.optional("/secrets/git", secrets.git(), MAX_SECRET),
                        faults.optional("/secrets/delivery", secrets.delivery(), MAX_SECRET));
    }
}
