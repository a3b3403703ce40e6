-- One row per occurrence that was accepted, from wr.triggers, with what the scheduler made of it, from
-- wr.scheduling. The two topics are read apart: whichever comes first makes the row, the other completes it.
-- Occurrences of a schedule are known from wr.scheduling alone. What a trigger's conditions skipped is in no log.
create table view.trigger_event (
    org_id       text        not null default view.current_org(),
    event_id     text        not null,
    trigger_id   text,
    event_type   text,
    action       text,
    delivery_id  text,
    source       text,
    goal         text,
    replay_of    text,
    received_at  timestamptz,
    verdict      text,
    reason       text,
    session_id   text,
    decided_at   timestamptz,
    primary key (org_id, event_id)
);
create index trigger_event_trigger on view.trigger_event (org_id, trigger_id, received_at, event_id);
create index trigger_event_received on view.trigger_event (org_id, received_at, event_id);
select view.guard_tenant_table('view.trigger_event');
