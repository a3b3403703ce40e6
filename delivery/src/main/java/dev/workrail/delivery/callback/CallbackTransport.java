package dev.workrail.delivery.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

/// Posts to exactly the address it is given.
@FunctionalInterface
interface CallbackTransport {
    /// @param to what the URL says: host, port, path
    /// @param address what is connected to
    /// @throws IOException where there was no whole answer in time
    HttpAnswer post(
            CallbackAddress to, InetAddress address, Map<String, String> headers, byte[] body)
            throws IOException;
}
