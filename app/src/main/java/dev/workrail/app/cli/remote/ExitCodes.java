package dev.workrail.app.cli.remote;

/// What the exit codes of commands against a server mean, as their help says it.
final class ExitCodes {
    static final String HEADING = "%nExit codes:%n";
    static final String DONE = "0:done";
    static final String FAILED =
            "1:refused by the server, no answer, or what was asked about failed";
    static final String USAGE = "2:called wrongly, or not logged in";
    static final String NOT_THERE = "3:does not exist, or may not be done with this key";

    private ExitCodes() {}
}
