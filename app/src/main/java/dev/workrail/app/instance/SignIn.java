package dev.workrail.app.instance;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the first key of an instance comes from, for people and for `demo`.
public final class SignIn {
    private static final String SETUP_TOKEN = "setup-token";
    private static final String OPERATOR_KEY = "operator-key";

    private SignIn() {}

    /// The one-time token of a fresh instance.
    public static Path setupToken(Path dataDirectory) {
        return dataDirectory.resolve(SETUP_TOKEN);
    }

    /// The operator's API key, where a command on this machine redeemed the token and kept it.
    public static Path operatorKey(Path dataDirectory) {
        return dataDirectory.resolve(OPERATOR_KEY);
    }

    static void explain(Path dataDirectory, PrintStream out) {
        if (Files.exists(operatorKey(dataDirectory))) {
            out.println("sign in with the API key in " + operatorKey(dataDirectory));
        } else if (Files.exists(setupToken(dataDirectory))) {
            out.println(
                    "sign in: redeem the set-up token in "
                            + setupToken(dataDirectory)
                            + " once with POST /api/v1/setup; the answer is your API key");
        }
    }
}
