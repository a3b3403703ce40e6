package dev.workrail.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Chooses loopback ports and remembers them in a file, so that a restart listens where it did.
final class Ports {
    private final Path file;
    private final Properties remembered = new Properties();

    private Ports(Path file) {
        this.file = file;
    }

    static Ports in(Path file) throws IOException {
        Ports ports = new Ports(file);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                ports.remembered.load(reader);
            }
        }
        return ports;
    }

    /// @param wanted the port to use; 0 for the remembered one while it is free, else any free one
    int choose(String name, int wanted) throws IOException {
        int port = wanted > 0 ? wanted : rememberedOrAny(remembered.getProperty(name));
        remembered.setProperty(name, Integer.toString(port));
        try (var writer = Files.newBufferedWriter(file)) {
            remembered.store(writer, null);
        }
        return port;
    }

    private static int rememberedOrAny(@Nullable String text) {
        if (text != null && text.matches("[0-9]{1,5}") && free(Integer.parseInt(text))) {
            return Integer.parseInt(text);
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
