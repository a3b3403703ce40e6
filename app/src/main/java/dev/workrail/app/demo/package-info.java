/// The guided first run: a signed webhook becomes a finished session and its proof record.
@NullMarked
package dev.workrail.app.demo;

import org.jspecify.annotations.NullMarked;
