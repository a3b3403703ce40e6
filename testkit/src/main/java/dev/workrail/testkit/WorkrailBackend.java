package dev.workrail.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives the tests of a class a real Kafka broker and a real PostgreSQL, from containers where an
/// engine answers and in this process elsewhere. Constructors, lifecycle methods and tests may take
/// a [Backend].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorkrailBackendExtension.class)
public @interface WorkrailBackend {
    /// When topics, groups and schemas are emptied.
    Wipe wipe() default Wipe.PER_CLASS;

    /// How far tests are kept apart.
    enum Wipe {
        PER_CLASS,
        PER_TEST
    }
}
