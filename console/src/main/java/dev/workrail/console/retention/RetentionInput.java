package dev.workrail.console.retention;

import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import org.jspecify.annotations.Nullable;

/// How long to keep sessions.
///
/// @param sessionDays days from the end of a tree of sessions until it is erased, 7 to 3650
public record RetentionInput(@Nullable Integer sessionDays) {
    /// Under it, what the log says of a session and what it says of its erasure could age out in
    /// the wrong order.
    static final int MIN_DAYS = 7;

    static final int MAX_DAYS = 3_650;

    ConfigValue.Retention read(OrgId org) {
        InputFaults faults = new InputFaults();
        Integer days = faults.within("/sessionDays", sessionDays, MIN_DAYS, MAX_DAYS);
        if (days == null) {
            faults.add("/sessionDays", "expected a number of days, was absent");
        }
        faults.refuseIfAny();
        return new ConfigValue.Retention(org, days == null ? MAX_DAYS : days);
    }
}
