package dev.workrail.engine.session;

/// Who drives a session. It decides the tool name in texts, whether a confirmation parks the
/// session at a gate, and how many blocks in a row are borne.
public enum Flavour {
    /// A worker's agent, unattended: gates park, three blocks in a row.
    AUTONOMOUS("autonomous", "complete_step", 3),
    /// A person's agent over MCP: the person confirms there, ten blocks in a row.
    INTERACTIVE("interactive", "continue_workflow", 10);

    private final String wire;
    private final String tool;
    private final int maxBlocks;

    Flavour(String wire, String tool, int maxBlocks) {
        this.wire = wire;
        this.tool = tool;
        this.maxBlocks = maxBlocks;
    }

    /// The name in events and snapshots.
    public String wire() {
        return wire;
    }

    /// The tool the agent completes a step with.
    public String tool() {
        return tool;
    }

    /// Blocks in a row that are accepted; every later submission is refused.
    public int maxBlocks() {
        return maxBlocks;
    }

    public boolean isAutonomous() {
        return this == AUTONOMOUS;
    }

    /// The flavour of that name; [#INTERACTIVE] for any other.
    public static Flavour of(String wire) {
        return AUTONOMOUS.wire.equals(wire) ? AUTONOMOUS : INTERACTIVE;
    }
}
