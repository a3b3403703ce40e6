/// What a trigger makes of an occurrence: whether it is work, its goal, its context.
///
/// Pure, and shared by who takes events and by who shows beforehand what would become of one. Start
/// reading at [dev.workrail.platform.trigger.TriggerReading].
@NullMarked
package dev.workrail.platform.trigger;

import org.jspecify.annotations.NullMarked;
