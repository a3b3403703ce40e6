package dev.workrail.bench;

import dev.workrail.bench.history.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The reads that are measured: each documented filter and order of the list of sessions, and what
/// there is to see of one session. Which values they ask for follows from the sessions there are.
final class ReadQueries {
    /// The name of reading one session.
    static final String DETAIL = "detail";

    /// Items that a page of a list has where there are enough.
    static final int PAGE = 50;

    private static final String LIST = "/orgs/bench/sessions?limit=";
    private static final List<String> SORTS = List.of("updated", "cost");

    private ReadQueries() {}

    /// A session that exists, to take a filter's values from.
    private record Sample(Traits traits) {
        static Sample of(SplittableRandom random, long sessions) {
            while (true) {
                Traits traits = Traits.of(random.nextLong(sessions));
                if (traits.org().equals(Traits.MAIN)) {
                    return new Sample(traits);
                }
            }
        }

        String word(int index) {
            return traits.goal().split(" ", -1)[index];
        }

        String range(Duration length) {
            Instant from = traits.accepted();
            return "from=" + from + "&until=" + from.plus(length);
        }
    }

    /// Every path by name, each made anew for each use, of full pages.
    ///
    /// @param sessions there are, by number
    static Map<String, Function<SplittableRandom, String>> of(long sessions) {
        Map<String, Function<SplittableRandom, String>> paths = lists(sessions, _ -> PAGE);
        paths.put(DETAIL, random -> detail(random, sessions, ""));
        paths.put("events of one", random -> detail(random, sessions, "/events"));
        paths.put("tree of one", random -> detail(random, sessions, "/tree"));
        return paths;
    }

    /// Those of the list of sessions alone.
    ///
    /// @param sessions there are, by number
    /// @param page how many items a page has at most, by the name of the read
    static Map<String, Function<SplittableRandom, String>> lists(
            long sessions, ToIntFunction<String> page) {
        Map<String, Function<Sample, String>> filters = filters();
        Map<String, Function<SplittableRandom, String>> paths = new LinkedHashMap<>();
        filters.forEach((name, filter) -> {
            put(paths, name, page, random -> filter.apply(Sample.of(random, sessions)));
            if (!name.startsWith("goal")) {
                for (String sort : SORTS) {
                    put(
                            paths,
                            name + ", by " + sort,
                            page,
                            random -> filter.apply(Sample.of(random, sessions)) + "&sort=" + sort);
                }
            }
        });
        put(paths, "oldest first", page, _ -> "order=asc");
        return paths;
    }

    private static Map<String, Function<Sample, String>> filters() {
        Map<String, Function<Sample, String>> filters = new LinkedHashMap<>();
        filters.put("all", _ -> "");
        filters.put("roots", _ -> "rootsOnly=true");
        filters.put("status, nearly all", _ -> "status=completed");
        filters.put("status, few", _ -> "status=idle");
        filters.put("statuses", _ -> "status=idle,thinking,tool,stuck");
        filters.put("outcome", _ -> "outcome=error");
        filters.put("outcomes", _ -> "outcome=error,timeout,killed");
        filters.put("workflow", sample -> "workflow=" + sample.traits().workflow());
        filters.put("trigger", sample -> "trigger=" + sample.traits().trigger());
        filters.put("trigger, seldom", _ -> "trigger=trigger-0");
        filters.put("workspace", sample -> "workspace=" + sample.traits().workspace());
        filters.put("root", sample -> "root=" + sample.traits().root());
        filters.put("time, an hour", sample -> sample.range(Duration.ofHours(1)));
        filters.put("time, a day", sample -> sample.range(Duration.ofDays(1)));
        filters.put(
                "trigger and outcome",
                sample -> "outcome=error&trigger=" + sample.traits().trigger());
        filters.put(
                "workspace, status and roots",
                sample ->
                        "status=completed&rootsOnly=true&workspace=" + sample.traits().workspace());
        filters.put("goal, a common word", _ -> "goal=for");
        filters.put("goal, a word", sample -> "goal=" + sample.word(2));
        filters.put("goal, a rare word", sample -> "goal=" + sample.word(6));
        filters.put("goal, two words", sample -> "goal=" + sample.word(0) + "+" + sample.word(4));
        filters.put("goal and outcome", sample -> "outcome=error&goal=" + sample.word(2));
        return filters;
    }

    private static void put(
            Map<String, Function<SplittableRandom, String>> paths,
            String name,
            ToIntFunction<String> page,
            Function<SplittableRandom, String> filter) {
        String list = LIST + page.applyAsInt(name) + "&";
        paths.put(name, random -> list + filter.apply(random));
    }

    private static String detail(SplittableRandom random, long sessions, String part) {
        return "/orgs/bench/sessions/" + Sample.of(random, sessions).traits().session() + part;
    }
}
