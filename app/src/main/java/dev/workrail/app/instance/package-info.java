/// Everything on one machine: data directory, broker, database, settings.
@NullMarked
package dev.workrail.app.instance;

import org.jspecify.annotations.NullMarked;
