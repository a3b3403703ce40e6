/// What arrived over HTTP, before anyone trusts it: raw bytes, headers, and how they become JSON.
@NullMarked
package dev.workrail.ingest.request;

import org.jspecify.annotations.NullMarked;
