package dev.workrail.engine.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/// How large a pattern is once its counted repetitions are written out. Never less than it really
/// is, and known before anything is built; one pass over the source. Not thread-safe.
final class PatternSize {
    private static final long ENOUGH = Integer.MAX_VALUE;

    private final String source;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sum;
    private long atom;
    private int at;

    private PatternSize(String source) {
        this.source = source;
    }

    /// At most [Integer#MAX_VALUE]: what is larger is too large in any case.
    static long of(String source) {
        PatternSize size = new PatternSize(source);
        while (size.at < source.length()) {
            size.step(source.charAt(size.at++));
        }
        while (!size.outer.isEmpty()) {
            size.close();
        }
        return size.sum;
    }

    private void step(char c) {
        switch (c) {
            case '\\' -> escape();
            case '[' -> {
                skipClass();
                add(1);
            }
            case '(' -> {
                outer.push(sum);
                sum = 0;
                atom = 0;
            }
            case ')' -> close();
            case '{' -> repeat();
            default -> add(1);
        }
    }

    private void add(long size) {
        atom = size;
        sum = Math.min(ENOUGH, sum + size);
    }

    private void close() {
        long inner = sum + 2;
        sum = outer.isEmpty() ? 0 : outer.pop();
        add(inner);
    }

    /// Brackets and braces within `\Q…\E`, `\x{…}` and `\p{…}` mean nothing.
    private void escape() {
        if (source.startsWith("Q", at)) {
            int from = at + 1;
            skipTo("\\E");
            add(at - from);
            return;
        }
        char escaped = at < source.length() ? source.charAt(at++) : ' ';
        if ("xpP".indexOf(escaped) >= 0 && source.startsWith("{", at)) {
            skipTo("}");
        }
        add(1);
    }

    private void skipTo(String end) {
        int found = source.indexOf(end, at);
        at = found < 0 ? source.length() : found + end.length();
    }

    /// A `]` that comes first is a member of its class, and so is that of a `[:name:]`.
    private void skipClass() {
        at += source.startsWith("^", at) ? 1 : 0;
        at += source.startsWith("]", at) ? 1 : 0;
        while (at < source.length() && source.charAt(at) != ']') {
            if (source.startsWith("[:", at)) {
                skipTo(":]");
            } else {
                at += source.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at++;
    }

    /// `{n}`, `{n,}` or `{n,m}`; any other brace is a character.
    private void repeat() {
        int end = source.indexOf('}', at);
        long times = end < 0 ? -1 : times(source.substring(at, end));
        if (times < 0) {
            add(1);
            return;
        }
        at = end + 1;
        sum = Math.min(ENOUGH, sum - atom + atom * times);
        atom = Math.min(ENOUGH, atom * times);
    }

    private static long times(String counts) {
        long most = 0;
        for (String count : counts.split(",", 2)) {
            if (count.length() > 6 || !count.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return -1;
            }
            most = Math.max(most, count.isEmpty() ? 0 : Long.parseLong(count));
        }
        return counts.isEmpty() ? -1 : most + 1;
    }
}
