/// Access to PostgreSQL, one org at a time.
@NullMarked
package dev.workrail.platform.db;

import org.jspecify.annotations.NullMarked;
