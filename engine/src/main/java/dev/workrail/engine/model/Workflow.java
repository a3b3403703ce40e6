package dev.workrail.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow definition as an author wrote it, with templates, bindings, features, references and
/// prompt blocks worked in.
public record Workflow(
        Identity identity,
        List<Step> steps,
        List<AssessmentDefinition> assessments,
        List<FunctionDefinition> functions,
        List<WorkflowReference> references,
        Settings settings) {

    public record Identity(String id, String name, String description, String version) {}

    /// @param recommended absent where the author recommends nothing
    /// @param systemPrompt added to the agent's system prompt for the whole session
    public record Settings(
            MetricsProfile metricsProfile,
            @Nullable ModelTier modelTier,
            @Nullable RecommendedPreferences recommended,
            @Nullable String systemPrompt) {}

    public String id() {
        return identity.id();
    }

    /// The assessment of that id, null where there is none.
    public @Nullable AssessmentDefinition assessment(String id) {
        return assessments.stream().filter(a -> a.id().equals(id)).findFirst().orElse(null);
    }
}
