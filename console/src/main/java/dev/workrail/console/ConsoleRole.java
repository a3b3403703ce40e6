package dev.workrail.console;

import dev.workrail.console.access.SetupToken;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.console.outbox.OutboxRelay;
import dev.workrail.platform.role.Role;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The console: the API, the live streams, and the relay of configuration.
@Singleton
public final class ConsoleRole implements Role {
    /// As written in `workrail.roles`.
    public static final String NAME = "console";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRole.class);

    private final ConsoleLog log;
    private final OutboxRelay relay;
    private final ConsoleReaders readers;
    private final SetupToken setup;
    private final SignInSettings people;
    private final ConsoleConfig config;

    public ConsoleRole(
            ConsoleLog log,
            OutboxRelay relay,
            ConsoleReaders readers,
            SetupToken setup,
            SignInSettings people,
            ConsoleConfig config) {
        this.log = log;
        this.relay = relay;
        this.readers = readers;
        this.setup = setup;
        this.people = people;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        log.open();
        relay.start();
        readers.start();
        setup.offer().ifPresent(this::show);
    }

    /// On standard output and not in the log, which others read and keep.
    private void show(String token) {
        if (config.setupTokenFile().isPresent()) {
            LOG.atInfo()
                    .addKeyValue("file", config.setupTokenFile().get())
                    .log("no operator yet: the set-up token is in the file");
        } else {
            PrintStream terminal = System.out;
            terminal.println(
                    "no operator yet: set up "
                            + people.publicUrl()
                                    .map(base -> "at " + base.resolve("/set-up#" + token))
                                    .orElse("with the token " + token));
        }
    }

    @Override
    public void stop() {
        readers.close();
        try {
            relay.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }

    @Override
    public boolean healthy() {
        return readers.healthy();
    }

    @Override
    public boolean ready() {
        return healthy() && relay.failure().isEmpty();
    }
}
