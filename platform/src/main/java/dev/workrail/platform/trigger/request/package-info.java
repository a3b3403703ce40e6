/// What arrived over HTTP, before anyone trusts it: raw bytes, headers, and how they become JSON.
@NullMarked
package dev.workrail.platform.trigger.request;

import org.jspecify.annotations.NullMarked;
