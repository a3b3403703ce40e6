/// The words every role speaks: events, commands, facts, ids, topics and their JSON form.
///
/// Records are grouped by the topic family that carries them: [dev.workrail.contracts.trigger],
/// [dev.workrail.contracts.config], [dev.workrail.contracts.session],
/// [dev.workrail.contracts.schedule], [dev.workrail.contracts.command],
/// [dev.workrail.contracts.fleet] and [dev.workrail.contracts.view]. Start reading at
/// `topic.Topics`, which names every topic with its key and the family it carries.
///
/// This module depends on the JDK and Jackson only: it knows neither Kafka nor PostgreSQL.
@NullMarked
package dev.workrail.contracts;

import org.jspecify.annotations.NullMarked;
