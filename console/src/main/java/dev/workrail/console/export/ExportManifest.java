package dev.workrail.console.export;

import dev.workrail.contracts.id.OrgId;
import java.time.Instant;
import java.util.List;

/// The last file of an export: without it the export is not whole.
///
/// @param format always [#FORMAT]; another format has another name
/// @param startedAt what changed between start and end may or may not be in the export
/// @param by subject of who asked
public record ExportManifest(
        String format,
        OrgId org,
        String name,
        Instant startedAt,
        Instant finishedAt,
        String by,
        List<File> files) {
    public static final String FORMAT = "workrail.org-export.v1";

    public ExportManifest {
        files = List.copyOf(files);
    }

    /// One file of the export.
    ///
    /// @param records lines
    /// @param bytes as it unpacks
    /// @param sha256 of those bytes, in hexadecimal
    public record File(String name, long records, long bytes, String sha256) {}
}
