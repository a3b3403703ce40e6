package dev.workrail.platform.role;

import java.util.Set;

/// What must hold before any role of this process starts. Throws with one line that names the
/// configuration key, the form of its value and the fix.
@FunctionalInterface
public interface StartGate {
    /// @param roles names of the roles about to start
    void open(Set<String> roles) throws Exception;
}
