package dev.workrail.worker.session;

import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.worker.agent.SystemPrompt;
import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.tool.CompleteStepTool;
import dev.workrail.worker.tool.ReadLedger;
import dev.workrail.worker.tool.ReportIssueTool;
import dev.workrail.worker.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/// Puts an agent together: its model, its tools, and the loop that runs it.
final class AgentAssembly {
    private final SessionSpec spec;
    private final SessionSources sources;
    private final Sandbox sandbox;

    AgentAssembly(SessionSpec spec, SessionSources sources, Sandbox sandbox) {
        this.spec = spec;
        this.sources = sources;
        this.sandbox = sandbox;
    }

    AgentLoop loop(Stage stage, Repairs repairs) {
        ReadLedger ledger = new ReadLedger();
        ledger.restore(stage.conversation().memory().seen());
        Workplace place = stage.workplace();
        StepCompletion completion =
                new StepCompletion(
                        stage.journal(),
                        stage.run(),
                        stage.conversation(),
                        stage.updates(),
                        stage.controls(),
                        repairs);
        List<Tool> tools =
                new ArrayList<>(
                        Toolbox.over(
                                place.files().root(),
                                place.user(),
                                sandbox,
                                place.limits(),
                                ledger));
        tools.add(new CompleteStepTool(completion));
        tools.add(new ReportIssueTool(stage.journal()::add));
        AgentSetup setup = setup(tools, ledger);
        TurnParts parts =
                new TurnParts(
                        new ModelAsking(setup, tools),
                        new ToolCalls(tools, stage.journal(), stage.controls()),
                        completion,
                        new Steering(stage.journal(), stage.conversation()),
                        new WorktreeSnapshot(place.files(), stage.journal().checkpoints()));
        return new AgentLoop(
                setup, stage.journal(), stage.conversation(), stage.run(), stage.controls(), parts);
    }

    private AgentSetup setup(List<Tool> tools, ReadLedger ledger) {
        return new AgentSetup(
                sources.model(spec),
                SystemPrompt.of(
                        spec.goal(),
                        spec.referenceUrls(),
                        spec.trigger().branchStrategy() == BranchStrategy.WORKTREE),
                tools,
                ledger,
                spec.trigger().agent());
    }
}
