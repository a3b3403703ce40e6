package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An `issues` event as GitHub sends it: its headers, its body's shape, and `X-Hub-Signature-256`
/// over the raw body.
final class GitHubWebhook {
    private final String secret;

    GitHubWebhook(String secret) {
        this.secret = secret;
    }

    /// The request GitHub would make when someone opens an issue.
    ///
    /// @param delivery GitHub's id of this delivery; the same id again is a redelivery
    HttpRequest issueOpened(
            URI url, String delivery, int number, String title, String text, Instant at) {
        byte[] body = ContractsJson.write(issue(number, title, text, at));
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "GitHub-Hookshot/demo")
                .header("X-GitHub-Event", "issues")
                .header("X-GitHub-Delivery", delivery)
                .header("X-GitHub-Hook-ID", "1")
                .header("X-GitHub-Hook-Installation-Target-Type", "repository")
                .header("X-Hub-Signature-256", "sha256=" + signature(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static ObjectNode issue(int number, String title, String text, Instant at) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("action", "opened");
        payload.putObject("issue")
                .put("id", 1_000_000L + number)
                .put("number", number)
                .put("title", title)
                .put("body", text)
                .put("state", "open")
                .put("html_url", "https://github.com/acme/greeter/issues/" + number)
                .put("created_at", at.toString())
                .put("updated_at", at.toString())
                .putObject("user")
                .put("login", "octocat");
        payload.putObject("repository")
                .put("id", 42)
                .put("name", "greeter")
                .put("full_name", "acme/greeter")
                .put("default_branch", "main");
        payload.putObject("sender").put("login", "octocat").put("type", "User");
        return payload;
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform provides HmacSHA256", e);
        }
    }
}
