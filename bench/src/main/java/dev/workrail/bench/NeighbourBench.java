package dev.workrail.bench;

import dev.workrail.bench.SessionLog.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether one org's flood moves another org: the time from the POST of its webhook to the claim of
/// its session, first alone, then while the other holds a long queue and goes on posting. Beside
/// it, plain clients pass the same two loads through one chain.
///
/// The quiet rounds come first, since a queue once filled stays.
@Command(
        name = "neighbour",
        description =
                "From webhook to claim in an org, alone and while another org holds a queue and"
                        + " keeps posting, beside one chain of exactly-once hops of plain clients under"
                        + " the same two loads.",
        mixinStandardHelpOptions = true)
final class NeighbourBench implements Callable<Integer> {
    private static final String RAW_QUIET = "plain clients, quiet";
    private static final String RAW_BESIDE = "plain clients, beside the flood";
    private static final String QUIET = "webhook to claim, quiet";
    private static final String BESIDE = "webhook to claim, beside the flood";
    private static final String FLOOD = "the flood's webhooks, until answered";
    private static final int CONNECTIONS = 32;
    private static final double TARGET = 1.5;

    /// Longer than the flood makes it, and the longest the API takes.
    private static final int LONGEST_QUEUE = 1_000_000;

    private static final double NO_LIMIT = 100_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--queued",
            defaultValue = "10000",
            description = "Sessions of the other org that wait. Default: ${DEFAULT-VALUE}.")
    int queued;

    @Option(
            names = "--flood",
            defaultValue = "500",
            description = "Webhooks per second of the other org. Default: ${DEFAULT-VALUE}.")
    double flood;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description =
                    "Webhooks per second of the org that is measured. Default: ${DEFAULT-VALUE}.")
    double rate;

    @Option(
            names = "--flood-sessions",
            defaultValue = "4",
            description =
                    "Sessions the other org may run at a time; the rest of its queue waits."
                            + " Default: ${DEFAULT-VALUE}.")
    int floodSessions;

    @Option(
            names = "--flood-limit",
            defaultValue = "100",
            description =
                    "Webhooks per second of the other org that are accepted, the rest is answered"
                            + " 429; 0 for no limit. Default: ${DEFAULT-VALUE}, as the product's.")
    double floodLimit;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", "64");
        try (BenchInstance instance = BenchInstance.start(environment);
                RawChain raw = new RawChain(instance.kafka());
                SessionLog log = new SessionLog(instance.kafka())) {
            BenchOrg quiet = BenchOrg.create(instance.api(), "quiet");
            BenchOrg noisy = BenchOrg.create(instance.api(), "noisy");
            noisy.limit(floodSessions, LONGEST_QUEUE, NO_LIMIT);
            Neighbours both =
                    new Neighbours(
                            instance,
                            raw,
                            log,
                            noisy,
                            WebhookClient.of(quiet.trivialTrigger(instance.url())),
                            WebhookClient.of(noisy.trivialTrigger(instance.url())));
            return measure(both);
        }
    }

    private record Neighbours(
            BenchInstance instance,
            RawChain raw,
            SessionLog log,
            BenchOrg noisyOrg,
            WebhookClient quiet,
            WebhookClient noisy) {}

    private int measure(Neighbours both) throws Exception {
        Report report =
                new Report(
                        String.format(
                                Locale.ROOT,
                                "neighbour, %,d queued and %.0f/s of another org",
                                queued,
                                flood),
                        List.of(RAW_QUIET, RAW_BESIDE, QUIET, BESIDE, FLOOD));
        rounds.repeat(
                report,
                List.of(
                        new Rounds.Row(RAW_QUIET, (name, time) -> raw(both, rate, time)),
                        new Rounds.Row(
                                RAW_BESIDE,
                                (name, time) ->
                                        beside(
                                                () -> raw(both, flood, time),
                                                () -> raw(both, rate, time),
                                                ignored -> {})),
                        new Rounds.Row(QUIET, (name, time) -> quiet(both, time))));
        fill(both);
        both.noisyOrg().limit(floodSessions, LONGEST_QUEUE, floodLimit > 0 ? floodLimit : NO_LIMIT);
        rounds.repeat(
                report,
                List.of(
                        new Rounds.Row(
                                BESIDE,
                                (name, time) ->
                                        beside(
                                                () -> noisy(both, time),
                                                () -> quiet(both, time),
                                                figures -> report.add(FLOOD, figures)))));
        judge(report);
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    private static Figures raw(Neighbours both, double perSecond, Duration time) throws Exception {
        return Load.atRate(perSecond, time, Load.NO_PROCESS, (c, n) -> both.raw().run());
    }

    private Figures quiet(Neighbours both, Duration time) throws Exception {
        return Load.atRate(
                rate,
                time,
                both.instance()::use,
                (c, n) -> {
                    Instant start = Instant.now();
                    String session = both.quiet().post();
                    Instant claimed = both.log().await(session, Point.CLAIMED);
                    both.log().awaitSuccess(session);
                    return Duration.between(start, claimed);
                });
    }

    private Figures noisy(Neighbours both, Duration time) throws Exception {
        return Load.atRate(
                flood,
                time,
                Load.NO_PROCESS,
                Load.timed((c, n) -> isAsExpected(both.noisy().send().statusCode())));
    }

    private boolean isAsExpected(int status) {
        answered.increment();
        if (status == TOO_MANY_REQUESTS) {
            refused.increment();
        }
        return status == TOO_MANY_REQUESTS || status == WebhookClient.ACCEPTED;
    }

    /// Measures `one` while `other` goes on.
    private static Figures beside(
            Callable<Figures> other, Callable<Figures> one, Consumer<Figures> to) throws Exception {
        CompletableFuture<Figures> background = Background.run(other);
        Figures figures = one.call();
        to.accept(background.get());
        return figures;
    }

    private void fill(Neighbours both) throws Exception {
        System.err.printf("filling the other org's queue with %,d sessions …%n", queued);
        AtomicLong posted = new AtomicLong();
        Load.whileMore(
                CONNECTIONS, () -> posted.incrementAndGet() <= queued, () -> both.noisy().post());
        both.log().awaitTakenBefore(both.quiet().post());
    }

    private void judge(Report report) {
        double factor = report.median(BESIDE, Figures::p99) / report.median(QUIET, Figures::p99);
        report.remark(
                String.format(
                        Locale.ROOT,
                        "Beside the flood p99 is %.2f times the quiet one (plain clients: %.2f"
                                + " times). Target %.1f times: %s. Of the flood's webhooks %.0f %%"
                                + " were answered 429: %s.",
                        factor,
                        report.median(RAW_BESIDE, Figures::p99)
                                / report.median(RAW_QUIET, Figures::p99),
                        TARGET,
                        factor <= TARGET ? "met" : "missed",
                        100.0 * refused.sum() / Math.max(1, answered.sum()),
                        floodLimit > 0
                                ? "the org's limit was %.0f/s".formatted(floodLimit)
                                : "the org had no limit"));
    }
}
