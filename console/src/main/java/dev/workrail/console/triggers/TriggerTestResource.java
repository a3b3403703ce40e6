package dev.workrail.console.triggers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.trigger.ScheduledRun;
import dev.workrail.platform.trigger.TriggerReading;
import dev.workrail.platform.trigger.mapping.ConditionCheck;
import dev.workrail.platform.trigger.mapping.DispatchFilter;
import dev.workrail.platform.trigger.provider.Occurrence;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Shows what a trigger would make of a sample, by the code that takes webhooks. Nothing is
/// started, and nothing is kept.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerTestResource {
    private final Configuration configuration;
    private final Clock clock;

    public TriggerTestResource(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /// What would become of a sample.
    ///
    /// @param verdict accepted or skipped
    /// @param reason why it is skipped
    /// @param source the piece of work it is about, as duplicates are told by
    /// @param conditions each with its verdict, in the order they are asked
    /// @param goal the session's, were it accepted
    /// @param context the session's, were it accepted
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tested(
            String verdict,
            @Nullable String reason,
            String eventType,
            @Nullable String action,
            @Nullable String deliveryId,
            @Nullable SourceIdentity source,
            List<ConditionCheck> conditions,
            String workflow,
            @Nullable String workspace,
            String goal,
            ObjectNode context,
            List<String> referenceUrls) {}

    @POST
    @Path("/triggers/{trigger}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "testTrigger",
            summary = "What the trigger would make of a sample; starts nothing",
            description =
                    "Signature, rate and queue are not asked: they are the sender's and the"
                            + " moment's. A scheduled trigger needs no payload.")
    public Tested test(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @RequestBody(content = @Content(schema = @Schema(implementation = TriggerSample.class)))
                    byte @Nullable [] body) {
        Instant now = clock.instant();
        TriggerSample.Read sample = TriggerSample.of(body, now).read(now);
        ConfigEntry<ConfigValue.Trigger> entry = configuration.get(org, EntryKind.TRIGGER, trigger);
        ConfigValue.Trigger value = entry.value();
        if (value.provider().equals(Provider.SCHEDULE.wire())) {
            return scheduled(new ScheduledRun(value, now));
        }
        return TriggerReading.of(value, sample.headers(), sample.payload())
                .map(TriggerTestResource::shown)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.TAKES_NO_PAYLOAD,
                                "a trigger of provider '%s' takes no payload; dispatch it"
                                        .formatted(value.provider())));
    }

    private static Tested shown(TriggerReading reading) {
        return tested(
                reading.trigger(),
                reading.seen(),
                reading.checks(),
                reading.goal(),
                reading.context());
    }

    private static Tested scheduled(ScheduledRun run) {
        return tested(
                run.trigger(),
                new Occurrence(run.trigger().provider(), null, null, null),
                List.of(DispatchFilter.enabled(run.trigger())),
                run.goal(),
                run.context());
    }

    private static Tested tested(
            ConfigValue.Trigger trigger,
            Occurrence seen,
            List<ConditionCheck> checks,
            String goal,
            ObjectNode context) {
        Optional<String> refusal = TriggerReading.refusal(checks);
        return new Tested(
                refusal.isEmpty() ? "accepted" : "skipped",
                refusal.orElse(null),
                seen.eventType(),
                seen.action(),
                seen.deliveryId(),
                seen.source(),
                checks,
                trigger.workflowId(),
                trigger.workspace() == null ? null : trigger.workspace().value(),
                goal,
                context,
                trigger.referenceUrls());
    }
}
