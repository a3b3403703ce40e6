package dev.workrail.delivery.callback;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Posts over HTTP/1.1 to one given IP address, whatever the name resolves to by then.
///
/// That is why it is not the JDK's client, which resolves names itself: an address that was checked
/// and one that is connected to must be the same, or a name that changes its address in between
/// passes the check (DNS rebinding). One connection per request; nothing is followed; the response
/// body is read up to a bound and dropped; all of it ends within one deadline. Thread-safe.
final class PinnedPost implements CallbackTransport {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Duration connectTimeout;
    private final Duration deadline;
    private final SSLSocketFactory tls;

    PinnedPost(Duration connectTimeout, Duration deadline, SSLSocketFactory tls) {
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
        this.tls = tls;
    }

    @Override
    public HttpAnswer post(
            CallbackAddress to, InetAddress address, Map<String, String> headers, byte[] body)
            throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        try (Socket plain = new Socket()) {
            // Reads have time-outs of their own, but a byte now and then must not stretch the
            // whole.
            CompletableFuture<Void> watch =
                    CompletableFuture.runAsync(
                            () -> cut(plain, late),
                            CompletableFuture.delayedExecutor(
                                    deadline.toMillis(), TimeUnit.MILLISECONDS));
            try {
                return exchange(plain, to, address, headers, body);
            } catch (IOException e) {
                if (late.get()) {
                    throw new SocketTimeoutException(
                            "no answer within %d ms".formatted(deadline.toMillis()));
                }
                throw e;
            } finally {
                watch.cancel(false);
            }
        }
    }

    private HttpAnswer exchange(
            Socket plain,
            CallbackAddress to,
            InetAddress address,
            Map<String, String> headers,
            byte[] body)
            throws IOException {
        plain.setSoTimeout(Math.toIntExact(deadline.toMillis()));
        plain.connect(
                new InetSocketAddress(address, to.port()),
                Math.toIntExact(connectTimeout.toMillis()));
        Socket socket = to.tls() ? secured(plain, to) : plain;
        OutputStream out = socket.getOutputStream();
        out.write(head(to, headers, body.length));
        out.write(body);
        out.flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        HttpAnswer answer = HttpAnswer.read(in);
        dropBody(in, answer);
        return answer;
    }

    /// TLS over the pinned connection; the certificate must name the host of the URL.
    private SSLSocket secured(Socket plain, CallbackAddress to) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, to.bareHost(), to.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] head(CallbackAddress to, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder();
        head.append("POST ").append(to.path()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(to.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(length).append("\r\n");
        head.append("Connection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Takes what is sent anyway, so that the receiver does not see its answer cut off. The status
    /// stands, whatever happens here.
    private static void dropBody(InputStream in, HttpAnswer answer) {
        String length = answer.headers().get("content-length");
        try {
            if (length != null && length.matches("\\d{1,9}")) {
                in.skip(Math.min(Long.parseLong(length), MAX_BODY_BYTES));
            }
        } catch (IOException e) {
            // The answer is known; its body is of no use.
            return;
        }
    }

    private static void cut(Socket socket, AtomicBoolean late) {
        late.set(true);
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
