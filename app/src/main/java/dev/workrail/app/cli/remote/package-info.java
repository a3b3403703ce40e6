/// Commands against a running server: one class per noun, one method per verb.
///
/// [dev.workrail.app.cli.remote.RemoteOptions] says which server, org and key; it opens a
/// [dev.workrail.app.cli.remote.Remote], through which a command calls the API and shows the
/// answer.
@NullMarked
package dev.workrail.app.cli.remote;

import org.jspecify.annotations.NullMarked;
