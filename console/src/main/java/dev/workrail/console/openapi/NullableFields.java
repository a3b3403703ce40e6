package dev.workrail.console.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/// Says of each field that code may leave out that it may be null: the compiler holds code to that
/// mark already. Runs while the application is built.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class NullableFields implements OASFilter {
    private static final DotName RECORD = DotName.createSimple(Record.class);
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final String OURS = "dev.workrail.";

    private final Map<String, List<ClassInfo>> records = new HashMap<>();

    public NullableFields(IndexView index) {
        for (ClassInfo known : index.getKnownDirectSubclasses(RECORD)) {
            if (known.name().toString().startsWith(OURS)) {
                records.computeIfAbsent(simple(known), _ -> new ArrayList<>()).add(known);
            }
        }
    }

    private static String simple(ClassInfo known) {
        return known.name().withoutPackagePrefix().replaceAll(".*\\$", "");
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() != null && document.getComponents().getSchemas() != null) {
            document.getComponents().getSchemas().forEach(this::mark);
        }
    }

    private void mark(String name, Schema schema) {
        Map<String, Schema> fields = schema.getProperties();
        if (fields == null) {
            return;
        }
        Map<String, Schema> marked = new LinkedHashMap<>(fields);
        nullable(name, fields.keySet())
                .forEach(field -> marked.computeIfPresent(field, (_, one) -> orNull(one)));
        schema.setProperties(marked);
    }

    /// Of the record that a schema describes. Two records of one simple name are told apart by
    /// their fields.
    private Set<String> nullable(String name, Set<String> fields) {
        String plain = name.replaceAll("[0-9]+$", "");
        List<ClassInfo> named = records.getOrDefault(plain, generic(plain));
        return named.stream()
                .filter(known -> names(known).containsAll(fields) || named.size() == 1)
                .flatMap(known -> known.recordComponents().stream())
                .filter(component -> component.type().hasAnnotation(NULLABLE))
                .map(RecordComponentInfo::name)
                .collect(Collectors.toSet());
    }

    /// `PageMember` describes a `Page<Member>`.
    private List<ClassInfo> generic(String name) {
        return records.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .filter(known -> !known.typeParameters().isEmpty())
                .toList();
    }

    private static Set<String> names(ClassInfo known) {
        return known.recordComponents().stream()
                .map(RecordComponentInfo::name)
                .collect(Collectors.toSet());
    }

    private static Schema orNull(Schema schema) {
        List<SchemaType> types = schema.getType();
        if (schema.getRef() != null || schema.getEnumeration() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().type(List.of(SchemaType.NULL)));
        }
        if (types != null && !types.contains(SchemaType.NULL)) {
            List<SchemaType> all = new ArrayList<>(types);
            all.add(SchemaType.NULL);
            schema.setType(all);
        }
        return schema;
    }
}
