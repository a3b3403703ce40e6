package dev.workrail.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// The settings of a broker that is its own controller and serves one machine.
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = 1024 * 1024;

    private BrokerProperties() {}

    static Properties of(Path logs, int brokerPort, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(identity(logs, brokerPort, controllerPort));
        properties.putAll(internalTopics());
        properties.putAll(durability());
        properties.putAll(frugality());
        properties.putAll(groups());
        return properties;
    }

    private static Map<String, String> identity(Path logs, int brokerPort, int controllerPort) {
        String broker = "BROKER://127.0.0.1:" + brokerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "listeners",
                broker + "," + CONTROLLER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                broker,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "inter.broker.listener.name",
                "BROKER",
                "log.dirs",
                logs.toString(),
                "auto.create.topics.enable",
                "false");
    }

    private static Map<String, String> internalTopics() {
        return Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "default.replication.factor", "1",
                "min.insync.replicas", "1");
    }

    private static Map<String, String> durability() {
        // One copy: what was acknowledged must be on the disk, not only in the page cache. An
        // append that adds to the indexes has them flushed as well, so it does that seldom.
        return Map.of(
                "log.flush.interval.messages", "1",
                "log.index.interval.bytes", Integer.toString(64 * KIBIBYTE),
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                // How soon a transaction is tried again that met the end of the one before, which
                // takes a few milliseconds here.
                "add.partitions.to.txn.retry.backoff.ms", "3");
    }

    private static Map<String, String> frugality() {
        return Map.ofEntries(
                Map.entry("log.segment.bytes", Integer.toString(64 * MEBIBYTE)),
                Map.entry("log.index.size.max.bytes", Integer.toString(MEBIBYTE)),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MEBIBYTE)),
                Map.entry("log.cleaner.io.buffer.size", Integer.toString(MEBIBYTE / 2)),
                Map.entry("offsets.load.buffer.size", Integer.toString(MEBIBYTE)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "8"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("metadata.log.segment.bytes", Integer.toString(8 * MEBIBYTE)),
                Map.entry("metadata.max.idle.interval.ms", "5000"),
                Map.entry("group.coordinator.threads", "1"),
                Map.entry("share.coordinator.threads", "1"));
    }

    private static Map<String, String> groups() {
        return Map.ofEntries(
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                // A new member gets its partitions with its first heartbeat.
                Map.entry("group.share.assignment.interval.ms", "0"),
                Map.entry("group.share.min.assignment.interval.ms", "0"),
                // A member of a share group that was killed is gone, and its locks with it, sooner
                // than by default.
                Map.entry("group.share.session.timeout.ms", "10000"),
                Map.entry("group.share.min.session.timeout.ms", "6000"),
                Map.entry("group.share.heartbeat.interval.ms", "500"),
                Map.entry("group.share.min.heartbeat.interval.ms", "500"),
                Map.entry("group.consumer.session.timeout.ms", "10000"),
                Map.entry("group.consumer.min.session.timeout.ms", "6000"),
                Map.entry("group.consumer.heartbeat.interval.ms", "3000"),
                Map.entry("group.consumer.min.heartbeat.interval.ms", "1000"));
    }
}
