package dev.workrail.console.http;

import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads whole numbers of paths and queries. Without it the framework answers one that is none as
/// if the path did not exist.
@Provider
public final class WholeNumbers implements ParamConverterProvider {
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type generic, Annotation[] annotations) {
        return type == Integer.class ? (ParamConverter<T>) new Converter(name(annotations)) : null;
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam parameter) {
                return parameter.value();
            }
        }
        return "number";
    }

    private record Converter(String name) implements ParamConverter<Integer> {
        @Override
        public @Nullable Integer fromString(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                String detail =
                        "expected a whole number, was '%s'"
                                .formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text);
                throw ProblemException.badRequest(
                        "parameter '%s': %s".formatted(name, detail),
                        List.of(new Problem.InputError(name, detail)));
            }
        }

        @Override
        public String toString(Integer number) {
            return number.toString();
        }
    }
}
