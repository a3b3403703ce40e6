package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.PlainWriter;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/// What a command says: tables and lines for people, or JSON. Not thread-safe.
final class Output {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    private Output(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    static Output of(CommandLine command, boolean json) {
        return new Output(
                PlainWriter.over(command.getOut()), PlainWriter.over(command.getErr()), json);
    }

    boolean json() {
        return json;
    }

    /// An answer that people read as `lines`.
    void answer(JsonNode answer, String lines) {
        if (json) {
            print(answer);
        } else {
            say(lines);
        }
    }

    /// A list, as a table.
    void table(JsonNode page, List<Column> columns) {
        if (json) {
            print(page);
        } else if (page.path("items").isEmpty()) {
            remark("none");
        } else {
            new Table(columns, Table.width()).print(page.path("items"), out);
            if (page.hasNonNull("next")) {
                err.println("there are more: use a larger --limit");
                err.flush();
            }
            out.flush();
        }
    }

    /// One thing with all its fields.
    void sheet(JsonNode thing) {
        if (json) {
            print(thing);
        } else {
            say(Sheet.of(thing));
        }
    }

    /// For programs: one JSON value on one line.
    void line(JsonNode value) {
        out.println(value);
        out.flush();
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /// Not part of the answer.
    void remark(String text) {
        err.println(text);
        err.flush();
    }

    private void print(JsonNode value) {
        out.println(value.toPrettyString());
        out.flush();
    }
}
