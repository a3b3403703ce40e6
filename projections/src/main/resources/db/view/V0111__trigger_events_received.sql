-- What became no event too, from wr.refused-webhooks: verdict skipped (with the part of the trigger that did not
-- hold) or rejected (with the problem's code), newest thousand of each trigger. And where each event lies in the
-- log, so that it can be read again for a replay. Absent for rows of before; a rebuild fills what the log has.
alter table view.trigger_event
    add column provider   text,
    add column detail     text,
    add column pointer    text,
    add column expected   text,
    add column found      text,
    add column more       bigint,
    add column log_topic  text,
    add column log_part   integer,
    add column log_offset bigint;
create index trigger_event_verdict on view.trigger_event (org_id, verdict, received_at, event_id);
create index trigger_event_provider on view.trigger_event (org_id, provider, received_at, event_id);
create index trigger_event_replays on view.trigger_event (org_id, replay_of, received_at, event_id)
    where replay_of is not null;
create index trigger_event_refused on view.trigger_event (org_id, trigger_id, received_at, event_id)
    where verdict in ('skipped', 'rejected');

-- The words of goals, for search by equality, as of sessions.
create table view.trigger_event_word (
    org_id      text        not null default view.current_org(),
    word        text        not null,
    received_at timestamptz not null,
    event_id    text        not null,
    primary key (org_id, word, received_at, event_id)
);
select view.guard_tenant_table('view.trigger_event_word');
