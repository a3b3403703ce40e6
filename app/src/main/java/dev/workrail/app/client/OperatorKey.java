package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.instance.SignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// The operator's API key of an instance on this machine.
public final class OperatorKey {
    private OperatorKey() {}

    /// A client that acts as the operator. The first time it redeems the set-up token, and keeps
    /// the key beside the instance's data, readable by this user only.
    ///
    /// @throws IOException where the data directory holds neither a key nor a token
    public static ApiClient client(URI url, Path dataDirectory)
            throws IOException, InterruptedException {
        return new ApiClient(url, of(url, dataDirectory));
    }

    /// The key itself.
    ///
    /// @throws IOException where the data directory holds neither a key nor a token
    public static String of(URI url, Path dataDirectory) throws IOException, InterruptedException {
        Path file = SignIn.operatorKey(dataDirectory);
        if (Files.notExists(file)) {
            keep(file, redeem(url, dataDirectory));
        }
        return Files.readString(file).strip();
    }

    private static String redeem(URI url, Path dataDirectory)
            throws IOException, InterruptedException {
        Path token = SignIn.setupToken(dataDirectory);
        if (Files.notExists(token)) {
            throw new IOException(
                    "no operator key in %s, and its set-up token was redeemed elsewhere; put the key there"
                            .formatted(SignIn.operatorKey(dataDirectory)));
        }
        JsonNode issued =
                new ApiClient(url, null)
                        .post("/setup", Map.of("token", Files.readString(token).strip()));
        return issued.path("secret").asText();
    }

    private static void keep(Path file, String key) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key);
    }
}
