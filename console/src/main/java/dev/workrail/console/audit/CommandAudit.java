package dev.workrail.console.audit;

import dev.workrail.console.access.OrgDirectory;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.ConsumerLoop;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Received;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Derives the audit log of commands from `wr.commands`, whoever wrote them. One console of all
/// reads each partition; a record that is read again is entered once. Thread-safe.
@Singleton
public final class CommandAudit {
    private static final String GROUP = "workrail-audit";

    private final KafkaClients kafka;
    private final ConsoleLog pen;
    private final TenantTx transactions;
    private final AuditRows rows;
    private final OrgDirectory orgs;
    private volatile @Nullable ConsumerLoop<Command> loop;

    public CommandAudit(
            KafkaClients kafka,
            ConsoleLog pen,
            TenantTx transactions,
            AuditRows rows,
            OrgDirectory orgs) {
        this.kafka = kafka;
        this.pen = pen;
        this.transactions = transactions;
        this.rows = rows;
        this.orgs = orgs;
    }

    public void start() {
        loop =
                kafka.consumeEach(
                        GROUP,
                        List.of(Topics.COMMANDS),
                        kafka.deadLetters(pen.publisher(), "console"),
                        this::enter);
    }

    public void close() {
        ConsumerLoop<Command> reading = loop;
        if (reading != null) {
            reading.close();
        }
    }

    public boolean healthy() {
        ConsumerLoop<Command> reading = loop;
        return reading == null || reading.healthy();
    }

    /// Of a deleted org nothing is kept, what was still asked of it neither.
    private void enter(Received<Command> received) {
        if (orgs.deleted(received.data().org())) {
            return;
        }
        AuditEntry entry = CommandAct.entry(received.data());
        transactions.call(
                received.data().org(),
                () -> {
                    rows.enter(entry);
                    return true;
                });
    }
}
