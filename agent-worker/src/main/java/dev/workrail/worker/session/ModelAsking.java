package dev.workrail.worker.session;

import dev.workrail.worker.agent.Message;
import dev.workrail.worker.agent.ModelAnswer;
import dev.workrail.worker.agent.ModelException;
import dev.workrail.worker.agent.ModelRequest;
import dev.workrail.worker.tool.Tool;
import dev.workrail.worker.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the model and waits at most the stall time-out, which runs only here: a tool may take as
/// long as its own limit allows.
final class ModelAsking {
    private final AgentSetup agent;
    private final List<ToolSpec> tools;

    ModelAsking(AgentSetup agent, List<Tool> tools) {
        this.agent = agent;
        this.tools = tools.stream().map(Tool::spec).toList();
    }

    ModelAnswer ask(int turn, List<Message> messages) throws ModelException, InterruptedException {
        Duration timeout = Duration.ofSeconds(agent.settings().stallSeconds());
        ModelRequest request =
                new ModelRequest(
                        agent.systemPrompt(),
                        messages,
                        tools,
                        turn,
                        agent.maxOutputTokens(),
                        timeout);
        FutureTask<ModelAnswer> asking = new FutureTask<>(() -> agent.model().next(request));
        Thread thread = Thread.startVirtualThread(asking);
        try {
            return asking.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ModelException("no answer within " + timeout.toSeconds() + " s", true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            thread.interrupt();
        }
    }
}
