/// Who sent it: one class per signing scheme, each over the raw bytes and in constant time.
@NullMarked
package dev.workrail.ingest.signature;

import org.jspecify.annotations.NullMarked;
