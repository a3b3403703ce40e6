package dev.workrail.contracts.view;

/// What about a change asks for more than tests and review. The risk of a change is the union of
/// what its sessions say.
public record ChangeRisk(boolean high, boolean architecture, boolean production, boolean security) {
    public static final ChangeRisk NONE = new ChangeRisk(false, false, false, false);

    public ChangeRisk or(ChangeRisk other) {
        return new ChangeRisk(
                high || other.high,
                architecture || other.architecture,
                production || other.production,
                security || other.security);
    }
}
