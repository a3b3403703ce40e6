package dev.workrail.engine.session;

/// How far the session may go on its own.
///
/// @param autonomy guided, full_auto_stop_on_user_deps or full_auto_never_stop
/// @param riskPolicy conservative, balanced or aggressive
public record Preferences(String autonomy, String riskPolicy) {
    /// What every session starts with.
    public static final Preferences DEFAULT = new Preferences("guided", "conservative");

    /// Gaps are recorded instead of blocking.
    public boolean neverStops() {
        return "full_auto_never_stop".equals(autonomy);
    }
}
