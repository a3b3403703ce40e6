/// The topic catalogue: the only place that names a topic.
@NullMarked
package dev.workrail.contracts.topic;

import org.jspecify.annotations.NullMarked;
