package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.DomainId;
import java.time.Duration;

/// The numbers the scheduler's rules use.
///
/// @param window how long a lease lives after its last heartbeat
/// @param claimTimeout how long an offer may stay unclaimed
/// @param maxDispatches sessions run for one source before a person must look
/// @param maxCrashes leases lost in one step before a person must look
/// @param maxFailures leases given back in one step, because no worker could go on, before a person
///   must look
/// @param maxDepth how deep sessions may start sessions; 0 forbids it
/// @param parkLimit how long a session may stay parked before it escalates
public record SchedulerSettings(
        DomainId domain,
        Duration window,
        Duration claimTimeout,
        int maxDispatches,
        int maxCrashes,
        int maxFailures,
        int maxDepth,
        Duration parkLimit) {
    public static SchedulerSettings defaults(DomainId domain) {
        return new SchedulerSettings(
                domain,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                3,
                3,
                8,
                3,
                Duration.ofDays(30));
    }
}
