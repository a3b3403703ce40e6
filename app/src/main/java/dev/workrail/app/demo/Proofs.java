package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/// Prints a proof record for people.
final class Proofs {
    private Proofs() {}

    static void print(JsonNode proof, PrintStream out) {
        out.println();
        out.println("proof record of " + proof.at("/subject/commit").asText());
        for (JsonNode gate : proof.path("gates")) {
            out.printf("  %-20s %s%n", gate.path("gate").asText(), gate.path("verdict").asText());
        }
        out.println("  verdict: " + proof.path("verdict").asText());
    }
}
