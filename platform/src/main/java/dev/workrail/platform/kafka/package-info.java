/// Kafka as roles use it. Start at [KafkaClients], which opens everything else.
///
/// Readers: [ConsumerLoop] (a group's share of the partitions, in order), [ShareLoop] (records one
/// by one from a share group), [TailLoop] (everything, without a group), [StreamsRunner] (a
/// topology). Writer: [EventPublisher]. A record that cannot be read goes to [DeadLetters] and the
/// reader goes on; a fault is retried where it is transient, else the reader stops and is
/// unhealthy.
@NullMarked
package dev.workrail.platform.kafka;

import org.jspecify.annotations.NullMarked;
