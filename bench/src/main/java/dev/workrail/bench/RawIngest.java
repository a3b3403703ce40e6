package dev.workrail.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The baseline of ingest: the HTTP server that Quarkus uses, with a bare handler that checks the
/// HMAC and produces the body to Kafka with acks=all before it answers.
final class RawIngest implements AutoCloseable {
    private static final String TOPIC = "bench.raw-ingest";

    private final Vertx vertx = Vertx.vertx();
    private final KafkaProducer<byte[], byte[]> producer;
    private final byte[] secret;
    private final HttpServer server;

    RawIngest(String bootstrapServers, byte[] secret) throws Exception {
        RawTopic.create(bootstrapServers, TOPIC);
        this.secret = secret.clone();
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "acks", "all",
                                "enable.idempotence", "true",
                                "linger.ms", "0",
                                "batch.size", "262144"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.server =
                vertx.createHttpServer()
                        .requestHandler(request -> request.bodyHandler(body -> take(request, body)))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    private void take(HttpServerRequest request, Buffer body) {
        byte[] bytes = body.getBytes();
        if (!MessageDigest.isEqual(
                signature(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                String.valueOf(request.getHeader("X-WorkRail-Signature"))
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            request.response().setStatusCode(401).end();
            return;
        }
        producer.send(
                new ProducerRecord<>(TOPIC, bytes),
                (metadata, failure) ->
                        request.response().setStatusCode(failure == null ? 202 : 503).end());
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        producer.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
