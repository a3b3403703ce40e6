package dev.workrail.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Driver;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {
    private static final SessionId OTHER = new SessionId("sess_other");
    private final Driver session =
            Driver.of(
                    "{'id':'one','title':'One','prompt':'1'},"
                            + "{'id':'two','title':'Two','prompt':'2'}");

    private ObjectNode bundle() {
        session.start();
        session.notes(" ");
        session.notes("1");
        return SessionBundle.export(
                new SessionBundle.Source(
                        session.state().session(),
                        session.events(),
                        session.engine().workflow().pinned().snapshot(),
                        "bundle_1",
                        "0.1.0",
                        Driver.AT));
    }

    @Test
    void shouldImportWhatWasExportedAsANewSession() {
        // given
        ObjectNode bundle = (ObjectNode) Json.parse(bundle().toString());

        // when
        BundleImport.Result result = BundleImport.read(bundle, OTHER);

        // then
        assertThat(result)
                .isInstanceOfSatisfying(
                        BundleImport.Result.Imported.class,
                        imported -> {
                            assertThat(imported.state().session()).isEqualTo(OTHER);
                            assertThat(imported.state().pendingStepId()).isEqualTo("two");
                            assertThat(imported.events()).hasSameSizeAs(session.events());
                            assertThat(imported.events())
                                    .noneMatch(e -> e.dedupeKey().contains("sess_test"));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "version, BUNDLE_UNSUPPORTED_VERSION",
        "form, BUNDLE_INVALID_FORMAT",
        "notes, BUNDLE_INTEGRITY_FAILED",
        "order, BUNDLE_EVENT_ORDER_INVALID",
        "manifest, BUNDLE_MANIFEST_ORDER_INVALID",
        "snapshot, BUNDLE_MISSING_SNAPSHOT",
        "workflow, BUNDLE_MISSING_PINNED_WORKFLOW"
    })
    void shouldRefuseADamagedBundleWithItsOwnCode(String damage, String code) {
        // given
        ObjectNode bundle = (ObjectNode) Json.parse(bundle().toString());
        damage(damage, bundle);

        // when
        BundleImport.Result result = BundleImport.read(bundle, OTHER);

        // then
        assertThat(result)
                .isInstanceOfSatisfying(
                        BundleImport.Result.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void damage(String damage, ObjectNode bundle) {
        ObjectNode session = (ObjectNode) bundle.get("session");
        switch (damage) {
            case "version" -> bundle.put("bundleSchemaVersion", 2);
            case "form" -> session.put("events", "none");
            case "notes" -> session.withArray("events").remove(0);
            case "order" -> resealed(bundle, s -> s.withArray("events").remove(0));
            case "manifest" ->
                    resealed(
                            bundle,
                            s -> ((ObjectNode) s.path("manifest").get(0)).put("lastEventIndex", 1));
            case "snapshot" -> resealed(bundle, s -> ((ObjectNode) s.get("snapshots")).removeAll());
            case "workflow" ->
                    resealed(bundle, s -> ((ObjectNode) s.get("pinnedWorkflows")).removeAll());
            default -> throw new AssertionError(damage);
        }
    }

    /// Changes the session and makes the integrity manifest fit again.
    private static void resealed(ObjectNode bundle, Consumer<ObjectNode> change) {
        ObjectNode session = (ObjectNode) bundle.get("session");
        change.accept(session);
        ArrayNode entries = ((ObjectNode) bundle.get("integrity")).putArray("entries");
        SessionBundle.parts(session)
                .forEach((path, part) -> entries.add(SessionBundle.entry(path, part)));
    }
}
