package dev.workrail.delivery.gitnote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.AttemptResult.Outcome;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.delivery.callback.AddressPolicy;
import dev.workrail.platform.git.GitTrust;
import dev.workrail.testkit.git.HttpsGitRemote;
import dev.workrail.testkit.git.SshGitRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real git, a real bare remote, and a clone that looks at the result.
class GitNoteChannelTest {
    private static final OrgId ACME = new OrgId("acme");

    @TempDir private Path directory;
    private Path remote;
    private Path clone;
    private String commit;

    @BeforeEach
    void open() throws Exception {
        remote = directory.resolve("remote.git");
        clone = directory.resolve("clone");
        git(directory, "init", "--bare", "--quiet", remote.toString());
        git(directory, "clone", "--quiet", remote.toString(), clone.toString());
        Files.writeString(clone.resolve("a.txt"), "a");
        git(clone, "add", "a.txt");
        git(clone, "commit", "--quiet", "-m", "first");
        git(clone, "push", "--quiet", "origin", "HEAD");
        commit = git(clone, "rev-parse", "HEAD").strip();
    }

    @Test
    void shouldNoteTheResultOnThePushedCommit() throws Exception {
        AttemptResult result = channel(true).attempt(request("sess_1", "dlv_1", commit));

        assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(note())
                .contains("\"session\":\"sess_1\"")
                .contains("\"delivery\":\"dlv_1\"")
                .contains("\"summary\":\"fixed\"");
    }

    @Test
    void shouldChangeNothingWhenMadeAgain() throws Exception {
        AttemptResult first = channel(true).attempt(request("sess_1", "dlv_1", commit));
        AttemptResult again = channel(true).attempt(request("sess_1", "dlv_1", commit));

        assertThat(again).isEqualTo(first);
        assertThat(note().lines()).hasSize(1);
    }

    @Test
    void shouldKeepWhatOthersNotedAndReplaceOnlyTheSessionsOwnLine() throws Exception {
        git(clone, "notes", "--ref=workrail", "add", "-m", "a person's note", commit);
        git(clone, "push", "--quiet", "origin", "refs/notes/workrail");
        channel(true).attempt(request("sess_1", "dlv_1", commit));
        channel(true).attempt(request("sess_2", "dlv_2", commit));
        channel(true).attempt(request("sess_1", "dlv_3", commit));

        assertThat(note())
                .contains("a person's note")
                .contains("dlv_2")
                .contains("dlv_3")
                .doesNotContain("dlv_1");
    }

    @Test
    void shouldNotOverwriteANoteThatCameMeanwhile() throws Exception {
        Path racing = directory.resolve("racing");
        // The remote takes another's note between our look and our push, once.
        Path hook = remote.resolve("hooks/pre-receive");
        Files.writeString(
                hook,
                """
                #!/bin/sh
                if [ ! -e %s ]; then
                  touch %s
                  unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
                  git notes --ref=workrail add -m "another's note" %s
                  exit 1
                fi
                """
                        .formatted(racing, racing, commit));
        assertThat(hook.toFile().setExecutable(true)).isTrue();

        AttemptResult result = channel(true).attempt(request("sess_1", "dlv_1", commit));

        assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(note()).contains("another's note").contains("dlv_1");
    }

    @Test
    void shouldCountAStatusWithoutACommitAsDelivered() throws Exception {
        DeliveryRequest request = request("sess_1", "dlv_1", null);

        assertThat(channel(true).attempt(request)).isEqualTo(AttemptResult.delivered(null));
        assertThat(git(remote, "for-each-ref", "refs/notes")).isEmpty();
    }

    @Test
    void shouldRefuseACommitThatIsAnOption() throws Exception {
        AttemptResult result =
                channel(true).attempt(request("sess_1", "dlv_1", "--upload-pack=touch /tmp/x"));

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void shouldNotReadALocalRemoteUnlessAllowed() throws Exception {
        AttemptResult result = channel(false).attempt(request("sess_1", "dlv_1", commit));

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.cause()).contains("operator can allow");
        assertThat(git(remote, "for-each-ref", "refs/notes")).isEmpty();
    }

    @Test
    void shouldWriteOverHttpsWithAToken() throws Exception {
        try (HttpsGitRemote host =
                new HttpsGitRemote(remote, directory.resolve("https"), "x-access-token:tok-1")) {
            GitTrust trust = new GitTrust(Optional.of(host.certificate()), Optional.empty());

            AttemptResult result =
                    channel(host.url(), "tok-1", trust, true)
                            .attempt(request("sess_1", "dlv_1", commit));
            AttemptResult stranger =
                    channel(host.url(), "tok-2", trust, true)
                            .attempt(request("sess_1", "dlv_2", commit));

            assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(note()).contains("dlv_1").doesNotContain("dlv_2");
            assertThat(stranger.outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void shouldWriteOverSshWithAKey() throws Exception {
        assumeTrue(SshGitRemote.available(), "needs openssh-server");
        try (SshGitRemote host = new SshGitRemote(remote, directory.resolve("ssh"))) {
            AttemptResult result =
                    channel(host.url(), host.privateKey() + host.knownHost(), GitTrust.SYSTEM, true)
                            .attempt(request("sess_1", "dlv_1", commit));

            assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(note()).contains("dlv_1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:1/x.git",
                "https://localhost/x.git",
                "https://[::1]/x.git",
                "ssh://git@10.0.0.1/x.git",
                "git@169.254.169.254:x.git",
                "ext::sh -c true",
                "http://192.0.2.1/x.git"
            })
    void shouldNotReachPrivateAddressesUnlessAllowed(String url) throws Exception {
        String key =
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\nhost ssh-ed25519 A";
        String secret = url.startsWith("https") ? "tok-1" : key;

        AttemptResult result =
                channel(url, secret, GitTrust.SYSTEM, false)
                        .attempt(request("sess_1", "dlv_1", commit));

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void shouldConnectToTheVeryAddressThatWasChecked() throws Exception {
        InetAddress checked = InetAddress.getByName("203.0.114.9");
        Remotes remotes =
                new Remotes(
                        (org, purpose, name) -> Optional.empty(),
                        GitTrust.SYSTEM,
                        new AddressPolicy(false),
                        host -> new InetAddress[] {InetAddress.getLoopbackAddress(), checked});
        ConfigValue.Workspace workspace =
                new ConfigValue.Workspace(
                        ACME,
                        new WorkspaceId("api"),
                        null,
                        "https://git.example.test/x.git",
                        "main",
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThat(remotes.of(workspace).settings())
                .containsExactly("http.curloptResolve=git.example.test:443:203.0.114.9");
    }

    private String note() throws Exception {
        return git(remote, "notes", "--ref=workrail", "show", commit);
    }

    private GitNoteChannel channel(boolean localAllowed) {
        return channel(remote.toString(), null, GitTrust.SYSTEM, localAllowed);
    }

    /// @param secret of the workspace; absent where it names none
    private static GitNoteChannel channel(
            String url, String secret, GitTrust trust, boolean privateAllowed) {
        ConfigValue.Workspace workspace =
                new ConfigValue.Workspace(
                        ACME,
                        new WorkspaceId("api"),
                        null,
                        url,
                        "main",
                        null,
                        secret == null ? null : "host",
                        null,
                        null,
                        null);
        return GitNoteChannel.create(
                (org, id) -> Optional.of(workspace).filter(found -> found.org().equals(org)),
                (org, purpose, name) -> Optional.ofNullable(secret),
                trust,
                Duration.ofSeconds(20),
                privateAllowed);
    }

    private static DeliveryRequest request(String session, String delivery, String commit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("summary", "fixed");
        if (commit != null) {
            body.putObject("change").put("commit", commit);
        }
        return new DeliveryRequest(
                new DeliveryId(delivery),
                ACME,
                new SessionId(session),
                new DeliveryTarget.GitNote("note", new WorkspaceId("api")),
                "completed",
                1,
                body,
                Instant.parse("2026-03-01T10:00:00Z"),
                null);
    }

    private static String git(Path in, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@acme.example"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(in.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s", List.of(arguments)).isZero();
        return output;
    }
}
