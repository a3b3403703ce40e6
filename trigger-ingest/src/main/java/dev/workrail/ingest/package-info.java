@NullMarked
package dev.workrail.ingest;

import org.jspecify.annotations.NullMarked;
