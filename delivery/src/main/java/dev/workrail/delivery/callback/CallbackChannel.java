package dev.workrail.delivery.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.delivery.attempt.Channel;
import dev.workrail.delivery.attempt.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Posts a session's status to a URL, signed to Standard Webhooks 1.0.
///
/// `webhook-id` is the delivery id and stays the same over attempts, so a receiver that remembers
/// ids takes a repeat once; `webhook-timestamp` and signature are made anew for each. 2xx is
/// success; 410 is final for the target; everything else, redirects included, may be tried again.
/// The address is resolved once per attempt, checked, and the very address that was checked is
/// connected to. Thread-safe.
public final class CallbackChannel implements Channel {
    private static final int GONE = 410;

    private final SecretSource secrets;
    private final AddressPolicy policy;
    private final AddressPolicy.Resolver resolver;
    private final CallbackTransport http;
    private final Clock clock;

    CallbackChannel(
            SecretSource secrets,
            AddressPolicy policy,
            AddressPolicy.Resolver resolver,
            CallbackTransport http,
            Clock clock) {
        this.secrets = secrets;
        this.policy = policy;
        this.resolver = resolver;
        this.http = http;
        this.clock = clock;
    }

    /// @param connectTimeout how long connecting may take
    /// @param deadline how long an attempt may take in all
    /// @param privateAllowed true lets callbacks go to loopback and private addresses
    public static CallbackChannel create(
            SecretSource secrets,
            Duration connectTimeout,
            Duration deadline,
            boolean privateAllowed,
            Clock clock) {
        var tls = (javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault();
        return new CallbackChannel(
                secrets,
                new AddressPolicy(privateAllowed),
                AddressPolicy.Resolver.SYSTEM,
                new PinnedPost(connectTimeout, deadline, tls),
                clock);
    }

    @Override
    public AttemptResult attempt(DeliveryRequest request) {
        if (!(request.target() instanceof DeliveryTarget.Callback target)) {
            return AttemptResult.refused("not a callback target");
        }
        Optional<CallbackAddress> address = CallbackAddress.parse(target.url());
        if (address.isEmpty()) {
            return AttemptResult.refused(
                    "the callback URL must be http or https with a host and without a password");
        }
        Optional<String> secret =
                secrets.open(request.org(), SecretPurpose.DELIVERY, target.secret());
        if (secret.isEmpty()) {
            return AttemptResult.failed(
                    "the org has no delivery secret '%s'".formatted(target.secret()), null);
        }
        return CallbackSigner.of(secret.get())
                .map(signer -> post(request, address.get(), signer))
                .orElseGet(() ->
                        AttemptResult.refused(
                                "delivery secret '%s' must be whsec_ and base64, or up to four of those"
                                        .formatted(target.secret())));
    }

    private AttemptResult post(
            DeliveryRequest request, CallbackAddress address, CallbackSigner signer) {
        try {
            InetAddress[] all = resolver.resolve(address.bareHost());
            Optional<InetAddress> allowed = Arrays.stream(all).filter(policy::allows).findFirst();
            if (allowed.isEmpty()) {
                return AttemptResult.refused(
                        "the callback host resolves to private addresses only; an operator can"
                                + " allow them");
            }
            byte[] body = body(request);
            Map<String, String> headers = headers(request, signer, body);
            return result(http.post(address, allowed.get(), headers, body));
        } catch (UnknownHostException e) {
            return AttemptResult.failed("the callback host does not resolve", null);
        } catch (IOException e) {
            return AttemptResult.failed("no answer: " + e.getMessage(), null);
        }
    }

    private AttemptResult result(HttpAnswer answer) {
        int status = answer.status();
        String said = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return AttemptResult.delivered(null);
        }
        if (status == GONE) {
            return AttemptResult.gone(said + ": the receiver wants no more callbacks");
        }
        Duration wait =
                Optional.ofNullable(answer.headers().get("retry-after"))
                        .flatMap(text -> RetryAfter.parse(text, clock.instant()))
                        .orElse(null);
        boolean redirect = status >= 300 && status < 400;
        return AttemptResult.failed(redirect ? said + ": redirects are not followed" : said, wait);
    }

    private Map<String, String> headers(
            DeliveryRequest request, CallbackSigner signer, byte[] body) {
        Instant now = clock.instant();
        String id = request.delivery().value();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "WorkRail-Delivery/1");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", signer.sign(id, now.getEpochSecond(), body));
        String trace = request.traceparent();
        if (trace != null && trace.matches("[0-9a-f-]{55}")) {
            headers.put("traceparent", trace);
        }
        return headers;
    }

    /// The same bytes for every attempt.
    private static byte[] body(DeliveryRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "session." + request.status());
        body.put("timestamp", request.requestedAt().toString());
        ObjectNode data = body.putObject("data");
        data.put("org", request.org().value());
        data.put("session", request.session().value());
        data.put("status", request.status());
        data.put("sequence", request.sequence());
        data.set("result", request.body());
        return ContractsJson.write(body);
    }
}
