package dev.workrail.console.projects;

import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.ProjectId;
import org.jspecify.annotations.Nullable;

/// A project as people write it.
///
/// @param id a slug; absent where the path has it
/// @param name for people
public record ProjectInput(
        @Nullable String id, @Nullable String name, @Nullable String description) {
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 4_000;

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    ConfigValue.Project read(OrgId org, @Nullable String idOfPath) {
        InputFaults faults = new InputFaults();
        ProjectId project =
                faults.required("/id", idOfPath == null ? id : idOfPath, ProjectId::new);
        String called = faults.text("/name", name, MAX_NAME);
        String described = faults.optional("/description", description, MAX_DESCRIPTION);
        faults.refuseIfAny();
        if (project == null) {
            throw new IllegalStateException("an absent id is a fault");
        }
        return new ConfigValue.Project(org, project, called, described);
    }
}
