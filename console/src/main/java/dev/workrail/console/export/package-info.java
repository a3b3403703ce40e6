/// Everything of an org as one file, for its owners to take away.
///
/// [OrgExport] reads page by page and writes as it reads, so an org of any size takes the same
/// memory; [ExportBundle] is the file.
@NullMarked
package dev.workrail.console.export;

import org.jspecify.annotations.NullMarked;
