package dev.workrail.app.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.embedded.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningInstanceTest {
    private static final URI URL = URI.create("http://127.0.0.1:8780");

    @TempDir Path folder;

    @Test
    void shouldFindTheInstanceThatHoldsTheDirectory() throws IOException {
        try (DataDirectory held = DataDirectory.open(folder)) {
            RunningInstance.announce(held.path(), URL);

            assertThat(RunningInstance.find(folder)).contains(URL);
        }
    }

    @Test
    void shouldNotTakeAnotherProcessForAnInstanceThatWasKilled() throws IOException {
        DataDirectory.open(folder).close();
        RunningInstance.announce(folder, URL);

        assertThat(RunningInstance.find(folder))
                .as("this process lives under the announced id, but holds nothing")
                .isEmpty();
    }

    @Test
    void shouldFindNothingWhereNothingRan() throws IOException {
        assertThat(RunningInstance.find(folder.resolve("never"))).isEmpty();
    }
}
