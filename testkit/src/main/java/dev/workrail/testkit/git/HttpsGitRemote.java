package dev.workrail.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A bare repository behind git's own smart HTTP server (git-http-backend(1)) and TLS, for one user
/// and password. Its certificate is signed by itself alone.
public final class HttpsGitRemote implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";

    private final HttpsServer server;
    private final Path repository;
    private final Path certificate;
    private final String authorization;
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private volatile Runnable watcher = () -> {};

    /// @param repository bare
    /// @param home an empty directory
    /// @param basic `user:password`
    public HttpsGitRemote(Path repository, Path home, String basic) throws Exception {
        this.repository = repository;
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(basic.getBytes(StandardCharsets.UTF_8));
        Path store = Files.createDirectories(home).resolve("tls.p12");
        this.certificate = home.resolve("tls.pem");
        certify(store);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void certify(Path store) {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Commands.run(
                keytool,
                "-genkeypair",
                "-alias",
                "git",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD);
        Commands.run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "git",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD,
                "-file",
                certificate.toString());
    }

    private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    public String url() {
        return "https://localhost:%d/%s"
                .formatted(server.getAddress().getPort(), repository.getFileName());
    }

    /// The certificate, PEM.
    public Path certificate() {
        return certificate;
    }

    /// Method, path and status of every request so far.
    public List<String> answered() {
        return List.copyOf(answered);
    }

    /// Runs `watcher` while git waits for each answer.
    public void whileAsked(Runnable watcher) {
        this.watcher = watcher;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            watcher.run();
            if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                GitCgi.answer(exchange, repository.resolveSibling("."));
            } else {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            }
            answered.add(
                    "%s %s %d"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI(),
                                    exchange.getResponseCode()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
