package dev.workrail.console.http;

import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses parameters that a route does not know: a filter with a typing error would otherwise be
/// none at all, and the answer, or what is done, would be about everything.
@Singleton
public final class KnownParameters {
    private static final String API = "/api/v1/";

    private final ConcurrentMap<Method, Set<String>> known = new ConcurrentHashMap<>();

    /// @throws ProblemException 400
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void check(ContainerRequestContext request, ResourceInfo target) {
        Method method = target.getResourceMethod();
        if (method == null || !request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        Set<String> names = known.computeIfAbsent(method, KnownParameters::of);
        List<Problem.InputError> faults =
                request.getUriInfo().getQueryParameters().keySet().stream()
                        .filter(name -> !names.contains(name))
                        .sorted()
                        .map(name -> new Problem.InputError(name, expected(names)))
                        .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.badRequest(
                    "this route takes no parameter '%s'".formatted(faults.getFirst().pointer()),
                    faults);
        }
    }

    private static String expected(Set<String> names) {
        return names.isEmpty()
                ? "expected no parameters"
                : "expected one of " + String.join(", ", names);
    }

    private static Set<String> of(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    add(names, field);
                }
            }
        }
        return names;
    }

    private static void add(Set<String> names, AnnotatedElement element) {
        QueryParam parameter = element.getAnnotation(QueryParam.class);
        if (parameter != null) {
            names.add(parameter.value());
        }
    }
}
