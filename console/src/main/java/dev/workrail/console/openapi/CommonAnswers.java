package dev.workrail.console.openapi;

import dev.workrail.console.access.RouteGroup;
import dev.workrail.console.access.RoutePermissions;
import dev.workrail.console.access.RoutePermissions.Route;
import dev.workrail.console.http.Headers;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// Writes into the document what all routes do alike, so that no route has to repeat it: the
/// problems it may answer, the headers it takes and those its answers carry, the bounds of paging.
/// Runs while the application is built.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class CommonAnswers implements OASFilter {
    private static final String API = "/api/v1";
    private static final String IF_MATCH = "If-Match";
    private static final Set<RouteGroup> CONFIGURATION =
            Set.of(RouteGroup.CONFIG, RouteGroup.SECRETS);

    /// Operations of those groups that change nothing, though they are a POST.
    private static final Set<String> LOOKING = Set.of("validateWorkflow", "testTrigger");

    private static final List<String> WEBHOOK_PROBLEMS =
            List.of("400", "401", "404", "413", "429", "503");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        CommonComponents.addTo(document.getComponents());
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().forEach(CommonAnswers::describe);
        }
    }

    private static void describe(String path, PathItem item) {
        item.getOperations()
                .forEach((method, operation) -> {
                    if (path.startsWith(API)) {
                        describe(new Route(method.name(), path.substring(API.length())), operation);
                    } else {
                        refuses(operation, WEBHOOK_PROBLEMS);
                    }
                });
        if (item.getGET() != null && item.getPUT() != null && takes(item.getPUT(), IF_MATCH)) {
            item.getGET()
                    .getResponses()
                    .getAPIResponse("200")
                    .addHeader("ETag", CommonComponents.header("ETag"));
        }
    }

    private static void describe(Route route, Operation operation) {
        takes(route, operation);
        APIResponses answers = operation.getResponses();
        answers.removeAPIResponse("400");
        Map<String, APIResponse> all = new TreeMap<>(answers.getAPIResponses());
        all.forEach((status, answer) -> carries(route, operation, answer));
        if (isConfigurationChange(route, operation)) {
            all.put("202", CommonComponents.response("Pending"));
        }
        answers.setAPIResponses(all);
        refuses(operation, problems(route, operation));
    }

    private static void refuses(Operation operation, List<String> statuses) {
        statuses.forEach(status ->
                operation
                        .getResponses()
                        .addAPIResponse(status, CommonComponents.response("Problem" + status)));
    }

    private static void takes(Route route, Operation operation) {
        boolean secured = !RoutePermissions.PUBLIC.contains(route);
        boolean reads = route.method().equals("GET");
        if (secured && reads && !route.path().endsWith("/stream")) {
            header(operation, Headers.POSITION, "Position");
        }
        if (secured && route.method().equals("POST")) {
            header(operation, Headers.IDEMPOTENCY_KEY, "IdempotencyKey");
        }
        if (secured && !reads) {
            header(operation, Headers.REASON, "Reason");
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(CommonComponents::bound);
        }
    }

    /// Has the operation take a header that filters read, in place of what the route says of it.
    private static void header(Operation operation, String name, String component) {
        List<Parameter> others =
                operation.getParameters() == null
                        ? List.of()
                        : operation.getParameters().stream()
                                .filter(one -> !name.equals(one.getName()))
                                .toList();
        operation.setParameters(new ArrayList<>(others));
        operation.addParameter(
                OASFactory.createParameter().ref("#/components/parameters/" + component));
    }

    private static void carries(Route route, Operation operation, APIResponse answer) {
        answer.addHeader("RateLimit", CommonComponents.header("RateLimit"));
        answer.addHeader("RateLimit-Policy", CommonComponents.header("RateLimitPolicy"));
        if (isConfigurationChange(route, operation)) {
            answer.addHeader(Headers.POSITION, CommonComponents.header("Position"));
        }
        if (isConfigurationChange(route, operation) && !route.method().equals("DELETE")) {
            answer.addHeader("ETag", CommonComponents.header("ETag"));
        }
    }

    private static boolean isConfigurationChange(Route route, Operation operation) {
        return !route.method().equals("GET")
                && RoutePermissions.TABLE.containsKey(route)
                && (takes(operation, IF_MATCH)
                        || CONFIGURATION.contains(RoutePermissions.TABLE.get(route).group()))
                && !LOOKING.contains(operation.getOperationId());
    }

    /// What it may refuse, by what it takes.
    private static List<String> problems(Route route, Operation operation) {
        boolean secured = !RoutePermissions.PUBLIC.contains(route);
        boolean changes = !route.method().equals("GET");
        boolean takesBody = operation.getRequestBody() != null;
        Map<String, Boolean> may = new TreeMap<>();
        may.put("400", true);
        may.put("401", true);
        may.put("403", secured || !changes);
        may.put("404", route.path().contains("{") || !secured);
        may.put("406", true);
        may.put("409", changes);
        may.put("412", takes(operation, IF_MATCH));
        may.put("413", takesBody);
        may.put("415", takesBody);
        may.put("416", takes(operation, "Range"));
        may.put("422", changes);
        may.put("429", true);
        may.put("503", true);
        return may.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    private static boolean takes(Operation operation, String header) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> header.equals(one.getName()));
    }
}
