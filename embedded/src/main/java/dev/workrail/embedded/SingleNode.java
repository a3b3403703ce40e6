package dev.workrail.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/// A controller and the one broker it controls, in this process.
///
/// Starts as [KafkaRaftServer] does, with one step in between where the broker was killed: the
/// controller forgets the broker's former life before the broker reads any metadata. Without it the
/// broker finds itself noted as the leader of everything, takes up its transactions under that
/// note, and a moment later registers anew, which leaves its partitions without a leader until it
/// is let in. A transaction that was to be ended in this moment is taken for one over deleted
/// partitions (KAFKA-20734, seen in Kafka 4.3.1): it counts as complete, its markers are never
/// written, committed records stay invisible and readers of committed records wait behind them for
/// good.
final class SingleNode {
    /// Written by Kafka when it has closed its logs in order, deleted when it opens them.
    private static final String CLEAN = ".kafka_cleanshutdown";

    /// How long the controller may take to elect itself, the only one there is.
    private static final Duration ELECTION = Duration.ofSeconds(30);

    private static final int BETWEEN_ATTEMPTS_MILLIS = 10;

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final Path logs;

    SingleNode(KafkaConfig config, Path logs) {
        var prepared =
                KafkaRaftServer.initializeLogDirs(
                        config, LoggerFactory.getLogger(KafkaRaftServer.class), "");
        var directories = prepared._1();
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared =
                new SharedServer(
                        config,
                        directories,
                        Time.SYSTEM,
                        Server.initializeMetrics(
                                config, Time.SYSTEM, directories.clusterId().orElseThrow()),
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(quorum.voters())),
                        QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                        new StandardFaultHandlerFactory(),
                        ServerSocketFactory.INSTANCE);
        this.broker = new BrokerServer(shared);
        this.controller =
                new ControllerServer(shared, KafkaRaftServer.configSchema(), prepared._2());
        this.logs = logs;
    }

    void startup() throws InterruptedException, ExecutionException {
        controller.startup();
        if (Files.notExists(logs.resolve(CLEAN))) {
            forgetBroker();
        }
        broker.startup();
    }

    void shutdown() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    /// Asks the controller itself: over the network it answers with errors of several kinds until
    /// it has read its metadata.
    private void forgetBroker() throws InterruptedException, ExecutionException {
        var context =
                new ControllerRequestContext(
                        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        long deadline = System.nanoTime() + ELECTION.toNanos();
        while (true) {
            try {
                controller.controller().unregisterBroker(context, BrokerProperties.NODE_ID).get();
                return;
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case BrokerIdNotRegisteredException _ -> {
                        // So it is at the first start.
                        return;
                    }
                    case NotControllerException _ when System.nanoTime() < deadline ->
                            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS_MILLIS);
                    case null, default -> throw e;
                }
            }
        }
    }
}
