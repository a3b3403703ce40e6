package dev.workrail.delivery.target;

import dev.workrail.contracts.id.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One decision in the making: a target's state, changed step by step. Lives for one call.
final class Turn {
    private final RetryPolicy policy;
    private final Instant now;
    private final List<Entry> queue;
    private final List<TargetAction> actions = new ArrayList<>();
    private @Nullable String disabledBy;
    private @Nullable Instant busyUntil;
    private @Nullable Instant notBefore;

    Turn(TargetState state, RetryPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
        this.queue = new ArrayList<>(state.queue());
        this.disabledBy = state.disabledBy();
        this.busyUntil = state.busyUntil();
        this.notBefore = state.notBefore();
    }

    Decision decision() {
        return new Decision(new TargetState(queue, disabledBy, busyUntil, notBefore), actions);
    }

    void enable() {
        disabledBy = null;
    }

    void add(Entry entry) {
        if (queue.stream().anyMatch(waiting -> waiting.delivery().equals(entry.delivery()))) {
            return;
        }
        if (disabledBy != null) {
            actions.add(new TargetAction.GiveUp(entry, "target_disabled", disabledBy));
            return;
        }
        if (queue.stream().anyMatch(entry::supersededBy)) {
            actions.add(new TargetAction.Supersede(entry));
            return;
        }
        dropSuperseded(entry);
        if (queue.size() >= policy.maxWaiting()) {
            String cause = "%d deliveries wait for the target already".formatted(queue.size());
            actions.add(new TargetAction.GiveUp(entry, "backlog_full", cause));
            return;
        }
        queue.add(entry);
    }

    /// Whether it is this attempt that is under way.
    boolean underWay(DeliveryId delivery, int attempt) {
        return busyUntil != null
                && queue.getFirst().delivery().equals(delivery)
                && queue.getFirst().attempts() == attempt;
    }

    void delivered(DeliveryId delivery, @Nullable String externalId) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).delivery().equals(delivery)) {
                if (i == 0) {
                    busyUntil = null;
                    notBefore = null;
                }
                actions.add(new TargetAction.Delivered(queue.remove(i), externalId));
                return;
            }
        }
    }

    void failed(String cause, @Nullable Duration retryAfter) {
        busyUntil = null;
        Entry head = queue.getFirst();
        notBefore = now.plus(policy.wait(head.delivery(), head.attempts(), retryAfter));
        if (head.attempts() >= policy.maxAttempts()) {
            queue.removeFirst();
            actions.add(new TargetAction.GiveUp(head, "attempts_exhausted", cause));
        } else if (queue.stream().anyMatch(head::supersededBy)) {
            queue.removeFirst();
            actions.add(new TargetAction.Supersede(head));
        }
    }

    void refused(String cause) {
        busyUntil = null;
        actions.add(new TargetAction.GiveUp(queue.removeFirst(), "refused", cause));
    }

    void disable(String cause) {
        busyUntil = null;
        notBefore = null;
        disabledBy = cause;
        queue.forEach(
                entry -> actions.add(new TargetAction.GiveUp(entry, "target_disabled", cause)));
        queue.clear();
    }

    void loseOverdueAttempt() {
        if (busyUntil != null && !now.isBefore(busyUntil)) {
            failed("no result of the attempt in time", null);
        }
    }

    void attemptNext() {
        boolean due = notBefore == null || !now.isBefore(notBefore);
        if (busyUntil == null && due && !queue.isEmpty()) {
            Entry head = queue.getFirst().attempted();
            queue.set(0, head);
            busyUntil = now.plus(policy.lease());
            notBefore = null;
            actions.add(new TargetAction.Attempt(head, busyUntil));
        }
    }

    private void dropSuperseded(Entry by) {
        for (int i = busyUntil == null ? 0 : 1; i < queue.size(); ) {
            if (queue.get(i).supersededBy(by)) {
                actions.add(new TargetAction.Supersede(queue.remove(i)));
            } else {
                i++;
            }
        }
    }
}
