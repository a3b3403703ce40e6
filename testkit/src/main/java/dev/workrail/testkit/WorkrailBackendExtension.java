package dev.workrail.testkit;

import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts the servers with the first test class that needs them, stops them with the JVM's last
/// test, and wipes them in between.
public final class WorkrailBackendExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(WorkrailBackendExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (wipe(context) == WorkrailBackend.Wipe.PER_CLASS) {
            backend(context).wipe();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (wipe(context) == WorkrailBackend.Wipe.PER_TEST) {
            backend(context).wipe();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Backend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return backend(context);
    }

    private static Backend backend(ExtensionContext context) {
        // The root store closes what it holds when the JVM's last test has run.
        Backend backend =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(Backend.class, _ -> Backend.start(), Backend.class);
        return Objects.requireNonNull(backend, "started above");
    }

    private static WorkrailBackend.Wipe wipe(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass();
                type != null;
                type = type.getEnclosingClass()) {
            WorkrailBackend annotation = type.getAnnotation(WorkrailBackend.class);
            if (annotation != null) {
                return annotation.wipe();
            }
        }
        return WorkrailBackend.Wipe.PER_CLASS;
    }
}
