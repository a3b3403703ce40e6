/// Kafka Streams glue around the target decider; holds no rule.
@NullMarked
package dev.workrail.delivery.topology;

import org.jspecify.annotations.NullMarked;
