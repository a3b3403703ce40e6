/// The API as its clients meet it: the whole application, a real broker, a real database.
@NullMarked
package dev.workrail.app.console;

import org.jspecify.annotations.NullMarked;
