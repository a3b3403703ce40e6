package dev.workrail.console.triggerfile;

/// Says in a file's words where a fault of the API's input lies.
final class FilePointers {
    private FilePointers() {}

    /// @param pointer into a trigger as the API takes it
    /// @param fields the trigger as the file has it
    static String of(String pointer, FileNode.Fields fields) {
        String[] parts = pointer.split("/", -1);
        if (parts.length < 2) {
            return pointer;
        }
        String rest = pointer.substring(1 + parts[1].length());
        return switch (parts[1]) {
            case "workflow" -> "/workflowId" + rest;
            case "workspace" ->
                    fields.get("workspaceName") == null && fields.get("workspacePath") != null
                            ? "/workspacePath"
                            : "/workspaceName";
            case "concurrency" -> "/concurrencyMode" + rest;
            case "agent" -> "/agentConfig" + rest;
            case "secrets" -> fields.get("secrets") == null ? "/hmacSecret" : pointer;
            case "dispatchConditions" ->
                    parts.length < 3 || fields.get("dispatchCondition") == null
                            ? pointer
                            : parts[2].equals("0")
                                    ? "/dispatchCondition" + tail(parts)
                                    : "/dispatchConditions/" + oneLess(parts[2]) + tail(parts);
            case "deliveries" ->
                    parts.length < 3 || fields.get("callbackUrl") == null
                            ? pointer
                            : parts[2].equals("0")
                                    ? callback(parts)
                                    : "/deliveries/" + oneLess(parts[2]) + tail(parts);
            default -> pointer;
        };
    }

    private static String callback(String[] parts) {
        return parts.length > 3 && parts[3].equals("secret") ? "/callbackSecret" : "/callbackUrl";
    }

    private static String tail(String[] parts) {
        StringBuilder tail = new StringBuilder();
        for (int i = 3; i < parts.length; i++) {
            tail.append('/').append(parts[i]);
        }
        return tail.toString();
    }

    private static int oneLess(String index) {
        return Integer.parseInt(index) - 1;
    }
}
