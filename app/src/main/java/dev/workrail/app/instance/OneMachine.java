package dev.workrail.app.instance;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.cli.InstanceOptions;
import dev.workrail.contracts.id.Ids;
import dev.workrail.embedded.DataDirectory;
import dev.workrail.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What has to be there before the roles start: the data directory, Kafka, PostgreSQL with its
/// schemas, a port. Closed after the roles have stopped, in reverse order.
public final class OneMachine implements AutoCloseable {
    private static final List<String> ROLES =
            List.of("ingest", "dispatcher", "worker", "delivery", "projections", "console");
    private static final Set<String> NEED_DATABASE = Set.of("projections", "console");

    private final DataDirectory data;
    private final URI url;
    private final Map<String, String> settings = new TreeMap<>();
    private final Backends backends;

    private OneMachine(DataDirectory data, URI url, Progress progress) {
        this.data = data;
        this.url = url;
        this.backends = new Backends(progress);
    }

    /// Begins to start what `options` asks for; [#awaitBackends] waits for it.
    ///
    /// @throws CommandFailedException where an option cannot be met; the message says which and why
    public static OneMachine prepare(InstanceOptions options, Progress progress) throws Exception {
        List<String> roles = roles(options.roles());
        SettingsCheck.check();
        DataDirectory data = take(RunningInstance.dataDirectory(options.dataDir()));
        int port = FreePort.of(options.port());
        OneMachine machine = new OneMachine(data, URI.create("http://127.0.0.1:" + port), progress);
        try {
            machine.set("workrail.roles", String.join(",", roles));
            machine.set("workrail.data-dir", data.path().toString());
            machine.set("workrail.one-machine", "true");
            // The data directory is this process's alone: after a kill it takes its partitions back
            // at once instead of waiting until its former self is given up.
            machine.set("workrail.kafka.instance", Ids.derive("machine", data.path().toString()));
            machine.set(
                    "workrail.console.setup-token-file", SignIn.setupToken(data.path()).toString());
            machine.trustThisMachine();
            machine.placeState();
            machine.logToFile();
            machine.set("quarkus.http.host", "127.0.0.1");
            machine.set("quarkus.http.port", Integer.toString(port));
            machine.startKafka(options);
            if (roles.stream().anyMatch(NEED_DATABASE::contains)) {
                machine.startDatabase(options);
            }
            return machine;
        } catch (Exception e) {
            machine.close();
            throw e;
        }
    }

    /// Where this instance will answer.
    public URI url() {
        return url;
    }

    public Path dataDirectory() {
        return data.path();
    }

    /// Gives the settings to the application that starts next in this process.
    void applySettings() {
        settings.forEach(System::setProperty);
    }

    /// Runs the roles until the process is told to stop.
    ///
    /// @return the exit code of the process
    public int run() throws Exception {
        return run(() -> {}, false);
    }

    /// Runs the roles, and `then` once they are ready.
    ///
    /// @param once true ends the instance when `then` is done
    public int run(UpApplication.Then then, boolean once) throws Exception {
        return RunningApplication.run(new UpApplication.Plan(this, then, once));
    }

    /// Waits until broker and database serve and the database has this version's schemas.
    ///
    /// @throws Exception saying in one line why one of them does not
    void awaitBackends() throws Exception {
        backends.await();
    }

    @Override
    public void close() throws Exception {
        try (data) {
            backends.close();
        }
    }

    /// On one machine every org is trusted with its disk and its loopback addresses.
    private void trustThisMachine() {
        set("workrail.console.local-repositories", "true");
        set("workrail.worker.allow-local-remotes", "true");
        set("workrail.delivery.allow-private-addresses", "true");
        set("workrail.ingest.single-machine", "true");
    }

    private void placeState() {
        Path state = data.path();
        set("workrail.worker.home", state.resolve("worker").toString());
        set(
                "workrail.worker.secret-keys",
                "${workrail.secrets.keys-dir:" + state.resolve("keys") + "}");
        set("workrail.dispatcher.state-dir", state.resolve("streams/dispatcher").toString());
        set("workrail.delivery.state-dir", state.resolve("streams/delivery").toString());
        set("workrail.projections.state-dir", state.resolve("streams/projections").toString());
    }

    /// The terminal is for people: it shows progress and what of ours goes wrong. The log has the
    /// rest, the embedded broker's own remarks among it.
    private void logToFile() throws IOException {
        set("quarkus.log.console.enabled", "false");
        set("quarkus.log.handler.console.\"terminal\".level", "WARN");
        set("quarkus.log.handler.console.\"terminal\".format", "%d{HH:mm:ss} %-5p %m%n%e");
        set("quarkus.log.category.\"dev.workrail\".handlers", "terminal");
        set("quarkus.log.file.enabled", "true");
        set("quarkus.log.file.path", data.directory("logs").resolve("workrail.log").toString());
        set("quarkus.log.file.json.enabled", "true");
    }

    private void startKafka(InstanceOptions options) throws IOException {
        String given = options.kafka();
        if (given != null) {
            set("workrail.kafka.bootstrap-servers", given);
            return;
        }
        Path directory = data.directory("kafka");
        set("workrail.kafka.bootstrap-servers", EmbeddedBroker.reserve(directory));
        backends.start("Kafka", () -> EmbeddedBroker.start(directory, 0));
    }

    private void startDatabase(InstanceOptions options) throws IOException {
        String given = options.database();
        Database database =
                given == null
                        ? Database.embedded(data.directory("postgres"))
                        : Database.given(given);
        set("quarkus.datasource.jdbc.url", database.app().url());
        set("quarkus.datasource.username", database.app().user());
        set("quarkus.datasource.password", database.app().password());
        backends.start("PostgreSQL", database::start);
    }

    private void set(String key, String value) {
        settings.put(key, value);
    }

    private static DataDirectory take(Path path) throws IOException {
        try {
            return DataDirectory.open(path);
        } catch (IOException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> roles(List<String> given) {
        for (String role : given) {
            if (!ROLES.contains(role.toLowerCase(Locale.ROOT))) {
                throw new CommandFailedException(
                        "--roles: unknown role '%s'; expected some of %s"
                                .formatted(role, String.join(",", ROLES)));
            }
        }
        return given.isEmpty() ? ROLES : given;
    }
}
