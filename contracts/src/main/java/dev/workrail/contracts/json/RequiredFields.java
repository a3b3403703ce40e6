package dev.workrail.contracts.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Refuses a record that was read without a field it must have: one that is neither `@Nullable` nor
/// given a default by its constructor. Without this a record that is valid JSON and lacks a field
/// would stop whoever first relies on it, far from where it was read. Stateless.
final class RequiredFields {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final ClassValue<List<Field>> FIELDS =
            new ClassValue<>() {
                @Override
                protected List<Field> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
                }
            };

    private RequiredFields() {}

    /// One component of a record.
    ///
    /// @param leaf true where nothing below it can be absent
    private record Field(
            String name, Function<Record, @Nullable Object> read, boolean nullable, boolean leaf) {
        static Field of(RecordComponent component) {
            return new Field(
                    component.getName(),
                    reader(component),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    leaf(component.getType()));
        }

        /// A class of its own for each accessor: a method handle that is no constant is several
        /// times slower, and this runs for every field of every record read.
        @SuppressWarnings("unchecked")
        private static Function<Record, @Nullable Object> reader(RecordComponent component) {
            try {
                MethodHandle accessor = LOOKUP.unreflect(component.getAccessor());
                return (Function<Record, @Nullable Object>)
                        LambdaMetafactory.metafactory(
                                        LOOKUP,
                                        "apply",
                                        MethodType.methodType(Function.class),
                                        MethodType.methodType(Object.class, Object.class),
                                        accessor,
                                        accessor.type().wrap())
                                .getTarget()
                                .invoke();
            } catch (Throwable e) {
                throw new IllegalStateException(component + " is not public", e);
            }
        }

        /// Ids and other values of one JSON scalar check themselves.
        private static boolean leaf(Class<?> type) {
            if (type.isRecord()) {
                return Arrays.stream(type.getRecordComponents())
                        .anyMatch(part ->
                                part.isAnnotationPresent(JsonValue.class)
                                        || part.getAccessor().isAnnotationPresent(JsonValue.class));
            }
            return !type.isInterface();
        }

        @Nullable Object of(Record record) {
            return read.apply(record);
        }
    }

    /// @throws MalformedJsonException naming the first field that is absent
    static void check(Object value) {
        check(value, "");
    }

    private static void check(@Nullable Object value, String at) {
        switch (value) {
            case Record record -> fields(record, at);
            case Collection<?> items -> {
                int index = 0;
                for (Object item : items) {
                    check(item, at + "/" + index++);
                }
            }
            case Map<?, ?> entries ->
                    entries.forEach((name, entry) -> check(entry, at + "/" + name));
            case null, default -> {}
        }
    }

    private static void fields(Record record, String at) {
        for (Field field : FIELDS.get(record.getClass())) {
            if (field.leaf() && field.nullable()) {
                continue;
            }
            Object value = field.of(record);
            if (value == null && !field.nullable()) {
                throw new MalformedJsonException(
                        "at %s/%s: expected a value, was absent".formatted(at, field.name()));
            }
            if (!field.leaf()) {
                check(value, at + "/" + field.name());
            }
        }
    }
}
