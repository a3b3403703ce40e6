package dev.workrail.testkit.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/// An OpenSSH server on loopback that lets one key in, as the user that runs the test.
public final class SshGitRemote implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path repository;
    private final Path home;
    private final int port;
    private final Process server;

    /// @param repository bare
    /// @param home an empty directory
    public SshGitRemote(Path repository, Path home) throws IOException {
        this.repository = repository;
        this.home = Files.createDirectories(home);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        key("host");
        key("client");
        Files.writeString(home.resolve("sshd_config"), configuration());
        this.server =
                new ProcessBuilder(
                                SSHD.toString(),
                                "-D",
                                "-f",
                                home.resolve("sshd_config").toString(),
                                "-E",
                                home.resolve("sshd.log").toString())
                        .start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::listens);
    }

    /// Whether this machine has an OpenSSH server (Debian's package openssh-server).
    public static boolean available() {
        return Files.isExecutable(SSHD);
    }

    private void key(String name) {
        Commands.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                name,
                "-f",
                home.resolve(name).toString());
    }

    private String configuration() throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        return """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        PidFile none
        AuthorizedKeysFile %s
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        """
                .formatted(port, home.resolve("host"), home.resolve("client.pub"));
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "ssh://%s@127.0.0.1:%d%s"
                .formatted(System.getProperty("user.name"), port, repository);
    }

    /// The key that is let in, PEM.
    public String privateKey() throws IOException {
        return Files.readString(home.resolve("client"));
    }

    /// The server's line of known_hosts.
    public String knownHost() throws IOException {
        return "[127.0.0.1]:%d %s".formatted(port, Files.readString(home.resolve("host.pub")));
    }

    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }
}
