/// What it is about: event, action, delivery id and source identity, read the way each provider
/// documents its webhooks.
@NullMarked
package dev.workrail.platform.trigger.provider;

import org.jspecify.annotations.NullMarked;
