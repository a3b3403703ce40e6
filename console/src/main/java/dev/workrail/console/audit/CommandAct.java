package dev.workrail.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.json.ContractsJson;
import java.util.List;

/// Says of a command what the audit log says of it. Pure.
final class CommandAct {
    /// What an entry says elsewhere.
    private static final List<String> SAID =
            List.of("kind", "id", "org", "actor", "reason", "at", "session", "scope", "delivery");

    private CommandAct() {}

    static AuditEntry entry(Command command) {
        String target = target(command);
        String noun = target.contains("/") ? target.substring(0, target.indexOf('/')) : target;
        return new AuditEntry(
                command.id().value(),
                command.at(),
                Redaction.storable(command.actor()),
                null,
                noun + "." + verb(command),
                target,
                command.reason() == null ? null : Redaction.storable(command.reason()),
                null,
                Redaction.of(asked(command)));
    }

    private static String target(Command command) {
        return switch (command) {
            case Command.Steer steer -> "session/" + steer.session();
            case Command.Cancel cancel -> "session/" + cancel.session();
            case Command.Resume resume -> "session/" + resume.session();
            case Command.Retry retry -> "session/" + retry.session();
            case Command.Answer answer -> "session/" + answer.session();
            case Command.GateVerdict verdict -> "session/" + verdict.session();
            case Command.Kill kill -> target(kill.scope());
            case Command.Lift lift -> target(lift.scope());
            case Command.Pause pause -> target(pause.scope());
            case Command.Unpause unpause -> target(unpause.scope());
            case Command.Redeliver redeliver -> "delivery/" + redeliver.delivery();
            case Command.Opaque opaque -> "command/" + opaque.id();
        };
    }

    private static String target(Scope scope) {
        if (scope.session() != null) {
            return "session/" + scope.session();
        }
        if (scope.trigger() != null) {
            return "trigger/" + scope.trigger();
        }
        if (scope.workspace() != null) {
            return "workspace/" + scope.workspace();
        }
        return scope.org() != null ? "org/" + scope.org() : "deployment";
    }

    private static String verb(Command command) {
        return switch (command) {
            case Command.Steer _ -> "steer";
            case Command.Cancel _ -> "cancel";
            case Command.Resume _ -> "resume";
            case Command.Retry _ -> "retry";
            case Command.Answer _ -> "answer";
            case Command.GateVerdict _ -> "verdict";
            case Command.Kill _ -> "kill";
            case Command.Lift _ -> "lift";
            case Command.Pause _ -> "pause";
            case Command.Unpause _ -> "resume";
            case Command.Redeliver _ -> "redeliver";
            case Command.Opaque opaque -> opaque.kind();
        };
    }

    private static JsonNode asked(Command command) {
        JsonNode tree = ContractsJson.toTree(command);
        if (tree instanceof ObjectNode object) {
            object.remove(SAID);
            return object.isEmpty() ? NullNode.instance : object;
        }
        return tree;
    }
}
