package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.session.SessionRecord;
import java.time.Instant;

/// The one decider of a scheduling domain: dedupe, limits, capacity, leases and waits over one
/// state, so that nothing waits on a slot it cannot use.
///
/// A function of the state, the input and log time; the same log gives the same decisions on any
/// machine. Thread-safe.
public final class SchedulerDecider {
    private final SchedulerSettings settings;

    public SchedulerDecider(SchedulerSettings settings) {
        this.settings = settings;
    }

    /// Decides one input.
    ///
    /// @param now the log time of the input; time never goes back before the last tick
    public Decision decide(SchedulerState state, Input input, Instant now) {
        Draft draft = new Draft(state, now);
        switch (input) {
            case Input.Accepted accepted ->
                    Intake.accepted(draft, accepted.event(), accepted.recall(), settings);
            case Input.Configured configured -> configured(draft, configured);
            case Input.Logged logged -> logged(draft, logged);
            case Input.Commanded commanded ->
                    Orders.commanded(draft, commanded.command(), commanded.specs(), settings);
            case Input.Beat beat -> Beats.beat(draft, beat.heartbeat(), settings);
            case Input.Ticked ticked -> Ticks.ticked(draft, ticked.recall(), settings);
            case Input.TookOver took -> draft.note(new SchedulerEvent.TookOver(took.at()));
        }
        IssuePass.run(draft, settings);
        Waits.tellNew(draft, settings);
        return draft.decision();
    }

    private void configured(Draft draft, Input.Configured configured) {
        if (ConfigView.concerns(configured.key())) {
            ConfigRecord record = ConfigView.kept(configured.record());
            draft.note(new SchedulerEvent.ConfigSet(configured.key(), record));
            Crons.configured(draft, configured.key(), record, settings);
        }
    }

    private void logged(Draft draft, Input.Logged logged) {
        switch (logged.record()) {
            case SessionRecord.Claimed claim ->
                    Claims.claimed(draft, claim, logged.specs(), settings);
            case SessionRecord.Segment segment ->
                    Segments.segment(draft, segment, logged.specs(), settings);
            case SessionRecord.Released released -> Handback.released(draft, released, settings);
            case SessionRecord.Noted ignored -> {}
            case SessionRecord.Opaque ignored -> {}
        }
    }
}
