package dev.workrail.app.instance;

import dev.workrail.app.cli.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Finds out which port to serve on before anything slow is started.
final class FreePort {
    private FreePort() {}

    /// @param wanted 0 for any free one
    /// @throws CommandFailedException where `wanted` is taken
    static int of(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "port %d is taken by another program; give --port another one, or --port 0 for any free one"
                            .formatted(wanted));
        }
    }
}
