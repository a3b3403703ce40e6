package dev.workrail.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// What grows around sessions.
enum GrowthDimension {
    /// Each with a trigger; webhooks go to a sample of them in turn.
    ORGS("orgs", List.of(1, 100, 1_000, 10_000)) {
        @Override
        Growing start(BenchInstance instance) throws Exception {
            return new Numbered(
                    WebhookClient.of(instance.url()),
                    number ->
                            BenchOrg.create(instance.api(), "bench-" + number)
                                    .trivialTrigger(instance.url()));
        }
    },
    /// Of one org; webhooks go to a sample of them in turn.
    TRIGGERS("triggers", List.of(10, 1_000, 10_000, 100_000)) {
        @Override
        Growing start(BenchInstance instance) throws Exception {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            return new Numbered(
                    WebhookClient.of(org.trivialTrigger(instance.url())),
                    number -> org.anotherTrigger(instance.url(), "hook-" + number));
        }
    },
    STEPS("steps", List.of(5, 20, 50, 200)) {
        @Override
        Growing start(BenchInstance instance) throws Exception {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            Path data = instance.data().path();
            return steps ->
                    List.of(
                            WebhookClient.of(
                                    org.trigger(
                                            instance.url(),
                                            "steps-" + steps,
                                            steps,
                                            BenchTranscripts.trivial(data, steps))));
        }
    },
    PAYLOAD("KiB of payload", List.of(1, 20, 256, 1_024)) {
        @Override
        Growing start(BenchInstance instance) throws Exception {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            URI hook = org.trivialTrigger(instance.url());
            return kib -> List.of(WebhookClient.ofSize(hook, kib * KIB));
        }
    },
    /// Of another org, which may not run anything.
    WAITING("waiting sessions", List.of(0, 1_000, 10_000, 100_000)) {
        @Override
        Growing start(BenchInstance instance) throws Exception {
            BenchOrg waiting = BenchOrg.create(instance.api(), "waiting");
            WebhookClient more = WebhookClient.of(waiting.trivialTrigger(instance.url()));
            waiting.pause();
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            List<WebhookClient> hooks =
                    List.of(WebhookClient.of(org.trivialTrigger(instance.url())));
            AtomicInteger there = new AtomicInteger();
            return size -> {
                Load.whileMore(AT_A_TIME, () -> there.getAndIncrement() < size, more::post);
                there.set(size);
                return hooks;
            };
        }
    };

    private static final int AT_A_TIME = 16;
    private static final int SAMPLE = 1_000;
    private static final int KIB = 1024;

    private final String what;
    private final List<Integer> sizes;

    GrowthDimension(String what, List<Integer> sizes) {
        this.what = what;
        this.sizes = sizes;
    }

    String what() {
        return what;
    }

    List<Integer> sizes() {
        return sizes;
    }

    abstract Growing start(BenchInstance instance) throws Exception;

    /// An instance that has so much of something.
    @FunctionalInterface
    interface Growing {
        /// @return where the webhooks go that are measured at this size
        List<WebhookClient> growTo(int size) throws Exception;
    }

    /// Makes what is missing, and keeps the way to some of it.
    private static final class Numbered implements Growing {
        @FunctionalInterface
        private interface Maker {
            URI make(int number) throws Exception;
        }

        private final WebhookClient connections;
        private final Maker maker;
        private final List<WebhookClient> made = new ArrayList<>();
        private final AtomicInteger count = new AtomicInteger();

        Numbered(WebhookClient connections, Maker maker) {
            this.connections = connections;
            this.maker = maker;
        }

        @Override
        public List<WebhookClient> growTo(int size) throws Exception {
            Callable<Void> one =
                    () -> {
                        int number = count.getAndIncrement();
                        if (number < size) {
                            keep(connections.to(maker.make(number)));
                        }
                        return null;
                    };
            Load.whileMore(AT_A_TIME, () -> count.get() < size, one);
            count.set(size);
            return List.copyOf(made);
        }

        private synchronized void keep(WebhookClient client) {
            if (made.size() < SAMPLE) {
                made.add(client);
            }
        }
    }
}
