package dev.workrail.contracts.config;

/// When a scheduled trigger fires.
///
/// @param expression five-field Unix cron
/// @param zone IANA time zone; a gap fires once, an overlap fires once
public record CronSchedule(String expression, String zone) {}
