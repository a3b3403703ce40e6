package dev.workrail.app.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/// Writes text of workflow files to a terminal: control characters other than line ends and tabs
/// come out as escapes, so that a file cannot move the cursor or recolour what is read.
public final class PlainWriter extends FilterWriter {
    private PlainWriter(Writer out) {
        super(out);
    }

    /// Flush it before the process ends.
    public static PrintWriter over(Writer out) {
        return new PrintWriter(new PlainWriter(out));
    }

    @Override
    public void write(int character) throws IOException {
        char c = (char) character;
        if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
            out.write("\\u%04x".formatted((int) c));
        } else {
            out.write(c);
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(characters[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }
}
