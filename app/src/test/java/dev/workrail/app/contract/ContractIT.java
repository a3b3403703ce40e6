package dev.workrail.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.app.demo.LivedIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls every operation of the document as the document says, at the bounds of what it allows and
/// far beyond: the product answers as the document says, and never that the fault is its own.
class ContractIT {
    private static final long SEED = Long.getLong("contract.seed", 20_261_129);

    /// Calls of one operation: so that a run takes two minutes. All of them are about 20,000, and
    /// another seed chooses others.
    private static final int MOST = Integer.getInteger("contract.calls", 60);

    /// What only a person who was mailed a link, or signed in, can do: the document's example
    /// carries a token that was never given out.
    private static final Set<String> NEED_A_TOKEN =
            Set.of(
                    "setUp",
                    "signIn",
                    "resetPassword",
                    "changeMyPassword",
                    "lookAtInvitation",
                    "acceptInvitation",
                    "endMySignIn",
                    "makePasswordReset");

    @TempDir static Path folder;
    private static LivedIn product;

    @BeforeAll
    static void start() throws Exception {
        product = LivedIn.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void shouldAnswerAsTheDocumentSaysWhateverComesIn() throws Exception {
        // given
        ApiDocument document = ApiDocument.of(product.url());
        List<ApiOperation> operations =
                document.operations().stream()
                        .filter(operation -> operation.path().startsWith("/api/v1"))
                        .toList();

        // when
        try (Examination examination =
                new Examination(
                        product.url(), product.key(), new AnswerCheck(document), NEED_A_TOKEN)) {
            for (ApiOperation operation : operations) {
                Calls calls =
                        new Calls(
                                new Values(document, SEED),
                                product.namesFor(operation.method(), operation.path()));
                for (Call call : calls.of(operation, MOST)) {
                    examination.send(call);
                }
            }

            // then
            System.out.printf(
                    "contract: %d calls of %d operations, -Dcontract.seed=%d -Dcontract.calls=%d%n",
                    examination.calls(), operations.size(), SEED, MOST);
            assertThat(examination.wrong()).as("-Dcontract.seed=%d", SEED).isEmpty();
            assertThat(examination.never(operations))
                    .as("never succeeded: LivedIn makes what they speak of")
                    .isEmpty();
        }
        assertThat(product.said("request failed")).isEmpty();
    }
}
