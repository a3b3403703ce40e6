package dev.workrail.app.instance;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicReference;

/// Tells where the instance answers once every role has started, does what was asked of it, and
/// stays until it is told to stop.
final class UpApplication implements QuarkusApplication {
    /// What the next start in this process is to do. Quarkus makes this class itself and hands it
    /// texts only, so the plan is left here by the one start a process can have.
    static final AtomicReference<Plan> PLAN = new AtomicReference<>();

    /// @param then done when ready; nothing for a plain start
    /// @param once true ends the instance after that
    record Plan(OneMachine machine, Then then, boolean once) {}

    /// Something to do against a ready instance.
    @FunctionalInterface
    public interface Then {
        void run() throws Exception;
    }

    @Override
    public int run(String... arguments) throws Exception {
        Plan plan = PLAN.get();
        OneMachine machine = plan.machine();
        RunningInstance.announce(machine.dataDirectory(), machine.url());
        try {
            SignIn.explain(machine.dataDirectory(), System.out);
            System.out.println("ready " + machine.url());
            System.out.flush();
            plan.then().run();
            if (!plan.once()) {
                Quarkus.waitForExit();
            }
            return 0;
        } finally {
            RunningInstance.withdraw(machine.dataDirectory());
        }
    }
}
