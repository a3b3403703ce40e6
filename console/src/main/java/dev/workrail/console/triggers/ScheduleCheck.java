package dev.workrail.console.triggers;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.CronSchedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a schedule may be: five fields of Unix cron and an IANA zone.
final class ScheduleCheck {
    private static final int MAX = 200;
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private ScheduleCheck() {}

    static @Nullable CronSchedule read(
            InputFaults faults, String pointer, @Nullable CronSchedule input) {
        if (input == null) {
            return null;
        }
        String expression = faults.text(pointer + "/expression", input.expression(), MAX);
        if (!expression.isEmpty()) {
            try {
                PARSER.parse(expression).validate();
            } catch (IllegalArgumentException e) {
                faults.add(pointer + "/expression", "expected five fields of Unix cron");
            }
        }
        String zone = faults.text(pointer + "/zone", input.zone(), MAX);
        if (!zone.isEmpty()) {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                faults.add(pointer + "/zone", "expected an IANA zone such as Europe/Berlin");
            }
        }
        return input;
    }
}
