package dev.workrail.app.instance;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.net.URI;
import java.nio.file.Path;

/// Tells where the instance answers once every role has started, and stays until it is told to
/// stop. Arguments: data directory, address.
final class UpApplication implements QuarkusApplication {
    @Override
    public int run(String... arguments) throws Exception {
        Path dataDirectory = Path.of(arguments[0]);
        URI url = URI.create(arguments[1]);
        RunningInstance.announce(dataDirectory, url);
        SignIn.explain(dataDirectory, System.out);
        System.out.println("ready " + url);
        System.out.flush();
        Quarkus.waitForExit();
        RunningInstance.withdraw(dataDirectory);
        return 0;
    }
}
