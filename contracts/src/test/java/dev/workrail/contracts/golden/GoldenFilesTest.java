package dev.workrail.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.Families;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind that was ever written stays readable: its golden file is its oldest form.
class GoldenFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("kinds")
    void shouldReadAndKeepTheGoldenForm(String family, String kind, Class<?> type, Class<?> record)
            throws IOException {
        Path file = FOLDER.resolve(family + "." + kind + ".json");
        if (Files.notExists(file) && Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, pretty(Samples.of(record)) + "\n");
        }

        assertThat(file)
                .as("run this test once with -Dgolden.write=true and commit the file it writes")
                .exists();
        JsonNode golden = ContractsJson.read(Files.readAllBytes(file), JsonNode.class);
        Object read = ContractsJson.readWhole(Files.readAllBytes(file), type);

        assertThat(read).isInstanceOf(record);
        assertKept(golden, ContractsJson.toTree(read), "");
    }

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("kinds")
    void shouldReadAnyKindWithoutAFieldWholeOrRefuseItByName(
            String family, String kind, Class<?> type, Class<?> record) throws IOException {
        Path file = FOLDER.resolve(family + "." + kind + ".json");
        ObjectNode golden = ContractsJson.read(Files.readAllBytes(file), ObjectNode.class);
        for (RecordComponent component : record.getRecordComponents()) {
            ObjectNode poorer = golden.deepCopy();
            poorer.remove(component.getName());
            byte[] bytes = ContractsJson.write(poorer);

            try {
                Object read = ContractsJson.readWhole(bytes, type);

                assertThat(
                                component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                        || component.getAccessor().invoke(read) != null)
                        .as("%s is absent only where it may be", component)
                        .isTrue();
            } catch (MalformedJsonException refused) {
                assertThat(refused).hasMessageContaining(component.getName());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// Fields may be added, but what the golden form says must survive reading and writing.
    private static void assertKept(JsonNode golden, JsonNode written, String pointer) {
        if (golden.isObject()) {
            for (Map.Entry<String, JsonNode> field : golden.properties()) {
                String at = pointer + "/" + field.getKey();
                assertThat(written.has(field.getKey())).as("field %s is kept", at).isTrue();
                assertKept(field.getValue(), written.get(field.getKey()), at);
            }
        } else if (golden.isArray()) {
            assertThat(written.size()).as("length of %s", pointer).isEqualTo(golden.size());
            for (int i = 0; i < golden.size(); i++) {
                assertKept(golden.get(i), written.get(i), pointer + "/" + i);
            }
        } else {
            assertThat(written).as("value at %s", pointer).isEqualTo(golden);
        }
    }

    private static String pretty(Object value) throws IOException {
        return ContractsJson.mapper()
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(value);
    }

    static Stream<Arguments> kinds() {
        return Families.ALL.stream().flatMap(family -> kinds(family, family));
    }

    private static Stream<Arguments> kinds(Class<? extends Kinded> family, Class<?> type) {
        if (type.isSealed()) {
            return Stream.of(type.getPermittedSubclasses()).flatMap(sub -> kinds(family, sub));
        }
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        return name == null
                ? Stream.empty()
                : Stream.of(Arguments.of(family.getSimpleName(), name.value(), family, type));
    }
}
