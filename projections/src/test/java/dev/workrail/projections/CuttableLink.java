package dev.workrail.projections;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to the database that can be cut: open connections break, new ones are refused.
final class CuttableLink implements AutoCloseable {
    private final URI target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;

    /// @param jdbcUrl of the database, `jdbc:postgresql://host:port/…`
    CuttableLink(String jdbcUrl) throws IOException {
        this.target = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = door.getLocalPort();
        listen(door);
    }

    /// The database's URL over this line.
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + target.getPath();
    }

    void cut() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    void mend() throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listen(door);
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void listen(ServerSocket listening) {
        Thread.ofVirtual()
                .start(() -> {
                    while (!listening.isClosed()) {
                        try {
                            Socket client = listening.accept();
                            Socket server = new Socket(target.getHost(), target.getPort());
                            open.add(client);
                            open.add(server);
                            pump(client, server);
                            pump(server, client);
                        } catch (IOException closed) {
                            // Cut: whoever called sees a refused or broken connection.
                            continue;
                        }
                    }
                });
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual()
                .start(() -> {
                    try (from;
                            to;
                            InputStream in = from.getInputStream()) {
                        in.transferTo(to.getOutputStream());
                    } catch (IOException closed) {
                        // Either end went away; both sockets are closed now.
                        return;
                    }
                });
    }
}
