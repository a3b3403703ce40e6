package dev.workrail.app.cli.remote;

import dev.workrail.app.cli.CommandFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The git repository a command was called in.
///
/// @param root its top folder
/// @param url where others get it: the remote `origin`, else the folder itself
/// @param branch that is checked out
record LocalRepository(Path root, String url, String branch) {
    private static final int LONGEST_ID = 40;

    /// @throws CommandFailedException where the folder is in no repository
    static LocalRepository at(Path folder) {
        Path root =
                git(folder, "rev-parse", "--show-toplevel")
                        .map(Path::of)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        folder
                                                + " is in no git repository; run this in the"
                                                + " repository the trigger is for"));
        String url = git(root, "remote", "get-url", "origin").orElse(root.toString());
        String branch =
                git(root, "symbolic-ref", "--short", "HEAD")
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        "no branch is checked out; check out the one to build on"));
        return new LocalRepository(root, url, branch);
    }

    /// A slug of the folder's name.
    String id() {
        String slug =
                root.getFileName()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        String bounded = slug.length() <= LONGEST_ID ? slug : slug.substring(0, LONGEST_ID);
        return bounded.isEmpty() ? "repository" : bounded;
    }

    private static Optional<String> git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            return process.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailedException("git cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }
}
