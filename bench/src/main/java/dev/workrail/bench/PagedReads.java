package dev.workrail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One reader of a list: takes a first page, then the next ones, then another first page. Not
/// thread-safe.
final class PagedReads implements Read {
    private static final int PAGES = 10;
    private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*\"([^\"]+)\"");

    private final ApiClient api;
    private final Function<SplittableRandom, String> paths;
    private final SplittableRandom random = new SplittableRandom(1);
    private String path = "";
    private @Nullable String cursor;
    private int page = 0;

    PagedReads(ApiClient api, Function<SplittableRandom, String> paths) {
        this.api = api;
        this.paths = paths;
    }

    /// How many items a page has in the mean of so many reads of a list.
    double itemsOfAPage(int reads) throws IOException, InterruptedException {
        long items = 0;
        for (int i = 0; i < reads; i++) {
            byte[] answer = read().getBytes(StandardCharsets.UTF_8);
            items += ContractsJson.read(answer, JsonNode.class).path("items").size();
        }
        return (double) items / reads;
    }

    /// Reads one page, or one session.
    @Override
    public void run() throws IOException, InterruptedException {
        read();
    }

    private String read() throws IOException, InterruptedException {
        if (cursor == null || page++ % PAGES == 0) {
            path = paths.apply(random);
            cursor = null;
        }
        String answer = api.text(cursor == null ? path : path + "&cursor=" + cursor);
        // The cursor stands behind the items, and no item has a field of its name.
        Matcher next = NEXT.matcher(answer);
        cursor = next.find() ? next.group(1) : null;
        return answer;
    }
}
