package dev.workrail.platform.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleSwitchTest {
    private final List<String> story = new ArrayList<>();

    @Test
    void shouldStartTheChosenRolesInOrderBehindTheGateAndStopThemInReverse() throws Exception {
        // given
        RoleSwitch roles =
                roles(
                        List.of("ingest", " projections", "worker"),
                        "ingest",
                        "worker",
                        "projections",
                        "console");

        // when
        roles.start(new StartupEvent());
        boolean complete = roles.complete();
        roles.stop(new ShutdownEvent());

        // then
        assertThat(complete).isTrue();
        assertThat(roles.complete()).isFalse();
        assertThat(story)
                .containsExactly(
                        "gate [ingest, projections, worker]",
                        "start projections",
                        "start worker",
                        "start ingest",
                        "stop ingest",
                        "stop worker",
                        "stop projections");
    }

    @Test
    void shouldStopWhatHasBegunWhereARoleDoesNotStart() {
        // given
        RoleSwitch roles = roles(List.of("projections", "broken"), "projections", "broken");

        // then
        assertThatThrownBy(() -> roles.start(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(story)
                .endsWith("start projections", "start broken", "stop broken", "stop projections");
        assertThat(roles.complete()).isFalse();
    }

    @Test
    void shouldRefuseARoleThatDoesNotExist() {
        // given
        RoleSwitch roles = roles(List.of("ingset"), "ingest", "worker");

        // then
        assertThatThrownBy(() -> roles.start(new StartupEvent()))
                .hasMessage(
                        "workrail.roles names 'ingset': expected a comma list of ingest, worker");
        assertThat(story).isEmpty();
    }

    private RoleSwitch roles(List<String> chosen, String... known) {
        List<Role> all = new ArrayList<>();
        for (String name : known) {
            all.add(new Told(name));
        }
        return new RoleSwitch(all, chosen, (Set<String> names) -> story.add("gate " + names));
    }

    /// A role that only tells what it is asked to do.
    private final class Told implements Role {
        private final String name;

        private Told(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            story.add("start " + name);
            if (name.equals("broken")) {
                throw new IllegalStateException("broken");
            }
        }

        @Override
        public void stop() {
            story.add("stop " + name);
        }

        @Override
        public boolean healthy() {
            return true;
        }
    }
}
