package dev.workrail.contracts.session;

/// A check a change must pass.
public enum Gate {
    @com.fasterxml.jackson.annotation.JsonProperty("unit_tests")
    UNIT_TESTS,
    @com.fasterxml.jackson.annotation.JsonProperty("review")
    REVIEW,
    @com.fasterxml.jackson.annotation.JsonProperty("architecture_audit")
    ARCHITECTURE_AUDIT,
    @com.fasterxml.jackson.annotation.JsonProperty("production_audit")
    PRODUCTION_AUDIT,
    @com.fasterxml.jackson.annotation.JsonProperty("security_audit")
    SECURITY_AUDIT,
    @com.fasterxml.jackson.annotation.JsonProperty("ci")
    CI,
    @com.fasterxml.jackson.annotation.JsonProperty("human_approval")
    HUMAN_APPROVAL
}
