/// Signed HTTP callbacks in the form of Standard Webhooks.
@NullMarked
package dev.workrail.delivery.callback;

import org.jspecify.annotations.NullMarked;
