package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Org `acme` as the demo needs it: its owner's key, a workspace, secrets and a trigger. An earlier
/// run's org is used again.
final class DemoOrg {
    static final String ORG = "acme";
    private static final String PATH = "/orgs/" + ORG;
    private static final int SECRET_BYTES = 32;

    private final Path folder;
    private final ApiClient owner;

    private DemoOrg(Path folder, ApiClient owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /// @param operator a client that may create orgs
    /// @param folder where keys and secrets of the demo are kept, readable by this user only
    static DemoOrg ensure(ApiClient operator, Path folder)
            throws IOException, InterruptedException {
        Path key = folder.resolve(ORG + "-owner-key");
        if (Files.notExists(key)) {
            JsonNode created = operator.post("/orgs", Map.of("id", ORG, "name", "Acme"));
            keep(key, created.at("/ownerKey/secret").asText());
        }
        return new DemoOrg(folder, operator.with(Files.readString(key).strip()));
    }

    ApiClient owner() {
        return owner;
    }

    /// The secret GitHub signs its webhooks with.
    String webhookSecret() throws IOException, InterruptedException {
        return secret("ingest", "github", "");
    }

    /// The key callbacks are signed with.
    byte[] callbackKey() throws IOException, InterruptedException {
        String text = secret("delivery", "callback", "whsec_");
        return Base64.getDecoder().decode(text.substring("whsec_".length()));
    }

    void workspace(String repositoryUrl) throws IOException, InterruptedException {
        owner.put(
                PATH + "/workspaces/greeter",
                Map.of("repositoryUrl", repositoryUrl, "testCommand", "bash test/run.sh"));
    }

    /// @param transcript what the rehearsal model replays
    void trigger(String callbackUrl, String transcript) throws IOException, InterruptedException {
        owner.put(
                PATH + "/triggers/issues",
                Map.ofEntries(
                        Map.entry("provider", "github"),
                        Map.entry("workflow", "wr.quick-task"),
                        Map.entry("workspace", "greeter"),
                        Map.entry("events", List.of("issues.opened")),
                        Map.entry(
                                "goalTemplate",
                                "Resolve issue #{{$.issue.number}}: {{$.issue.title}}"),
                        Map.entry(
                                "contextMapping",
                                Map.of(
                                        "issueNumber", "$.issue.number",
                                        "issueUrl", "$.issue.html_url")),
                        Map.entry("secrets", List.of("github")),
                        Map.entry("agent", Map.of("transcript", transcript)),
                        Map.entry(
                                "deliveries",
                                List.of(
                                        Map.of(
                                                "kind", "callback",
                                                "name", "demo",
                                                "url", callbackUrl,
                                                "secret", "callback")))));
    }

    private String secret(String purpose, String name, String prefix)
            throws IOException, InterruptedException {
        Path file = folder.resolve(name + "-secret");
        if (Files.notExists(file)) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            String value = prefix + Base64.getEncoder().encodeToString(random);
            owner.put(PATH + "/secrets/" + purpose + "/" + name, Map.of("value", value));
            keep(file, value);
        }
        return Files.readString(file).strip();
    }

    private static void keep(Path file, String text) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
