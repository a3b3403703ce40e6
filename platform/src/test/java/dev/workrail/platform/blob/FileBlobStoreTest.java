package dev.workrail.platform.blob;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileBlobStoreTest extends BlobStoreContract {
    @Override
    BlobBucket bucket(Path scratch) throws IOException {
        return new FileBucket(scratch.resolve("bucket"));
    }

    @Test
    void shouldNotLeaveItsDirectory() throws IOException {
        // given
        BlobBucket bucket = bucket(directory);

        // then
        assertThatThrownBy(() -> bucket.read("../deployment-key.json"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
