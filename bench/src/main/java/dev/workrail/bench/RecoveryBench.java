package dev.workrail.bench;

import dev.workrail.bench.RoundTable.Column;
import dev.workrail.bench.SessionLog.Point;
import dev.workrail.testkit.process.InstanceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From the `kill -9` of a worker until its sessions go on elsewhere, beside a plain consumer group
/// whose member is killed and whose session time-out is as long as the worker's heartbeat window.
@Command(
        name = "recovery",
        description =
                "From the kill -9 of a worker process until another one goes on with its sessions,"
                        + " beside the same of a plain consumer group with a session timeout as long as"
                        + " the heartbeat window.",
        mixinStandardHelpOptions = true)
final class RecoveryBench implements Callable<Integer> {
    private static final Duration ALLOWANCE = Duration.ofSeconds(3);
    private static final String SESSION = "session";
    private static final int GOES_ON = 1;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--sessions",
            defaultValue = "4",
            description = "That the killed worker holds. Default: ${DEFAULT-VALUE}.")
    int sessions;

    @Option(
            names = "--command-seconds",
            defaultValue = "40",
            description =
                    "How long the command runs that the sessions are in; has to be longer than a"
                            + " worker process takes to start. Default: ${DEFAULT-VALUE}.")
    int commandSeconds;

    @Option(
            names = "--window",
            defaultValue = "15",
            description =
                    "Heartbeat window in seconds; the product's own default is ${DEFAULT-VALUE}.")
    int window;

    @Override
    public Integer call() throws Exception {
        try (BenchInstance instance =
                        BenchInstance.start(
                                environment(), "--roles", BenchInstance.ROLES_BESIDE_WORKER);
                SessionLog log = new SessionLog(instance.kafka())) {
            RawRecovery raw = new RawRecovery(instance.kafka(), Duration.ofSeconds(window));
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            String transcript =
                    BenchTranscripts.running(
                            instance.data().path(), "long", 1, "sleep " + commandSeconds);
            WebhookClient webhooks =
                    WebhookClient.of(org.trigger(instance.url(), "hook", 1, transcript));
            return measure(instance, raw, webhooks, log);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(sessions));
        environment.put("WORKRAIL_WORKER_WINDOW", window + "s");
        environment.put("WORKRAIL_DISPATCHER_HEARTBEAT_WINDOW", window + "s");
        return environment;
    }

    private int measure(
            BenchInstance instance, RawRecovery raw, WebhookClient webhooks, SessionLog log)
            throws Exception {
        String plain = "plain consumer group, session timeout %d s".formatted(window);
        RoundTable table =
                new RoundTable(
                        "recovery, heartbeat window %d s, %d sessions".formatted(window, sessions),
                        List.of(
                                Column.of("seconds until claimed elsewhere", "%.2f"),
                                Column.of("until it goes on", "%.2f")));
        table.row(plain);
        InstanceProcess holder = instance.startWorker(environment());
        for (int round = 1; round <= rounds.count; round++) {
            System.err.printf("round %d of %d …%n", round, rounds.count);
            Duration taken = raw.run();
            table.add(plain, taken.toMillis() / 1e3, taken.toMillis() / 1e3);
            holder = round(instance, holder, webhooks, log, table);
        }
        double most = table.most(SESSION, GOES_ON);
        table.remark(
                String.format(
                        Locale.ROOT,
                        "Target: within the heartbeat window plus %d s, the slowest session %.2f s:"
                                + " %s.",
                        ALLOWANCE.toSeconds(),
                        most,
                        most <= window + ALLOWANCE.toSeconds() ? "met" : "missed"));
        rounds.publish(table);
        return 0;
    }

    /// @return the worker that holds nothing any more, for the next round
    private InstanceProcess round(
            BenchInstance instance,
            InstanceProcess holder,
            WebhookClient webhooks,
            SessionLog log,
            RoundTable table)
            throws Exception {
        List<String> held = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            held.add(webhooks.post());
        }
        for (String session : held) {
            log.await(session, Point.UNDER_WAY);
        }
        InstanceProcess heir = instance.startWorker(environment());
        Instant killed = Instant.now();
        holder.killNow();
        for (String session : held) {
            Instant claimed = log.await(session, Point.CLAIMED_AGAIN);
            Instant goesOn = log.await(session, Point.UNDER_WAY_AGAIN);
            table.add(SESSION, seconds(killed, claimed), seconds(killed, goesOn));
            System.err.printf(Locale.ROOT, "  goes on after %.2f s%n", seconds(killed, goesOn));
        }
        for (String session : held) {
            log.awaitSuccess(session);
        }
        return heir;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
