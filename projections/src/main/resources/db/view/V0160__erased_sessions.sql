-- A session that was erased has this row alone: `next` lies beyond every offset, so that whatever the log
-- still has of it is passed over, and so do its decisions and views.
alter table view.session_filter add column erased_at timestamptz;

-- What names a session only by way of something else names it itself, so that it goes with the session. Absent
-- for rows of before; a rebuild fills it.
alter table view.delivery_attempt add column session_id text;
create index delivery_attempt_session on view.delivery_attempt (org_id, session_id) where session_id is not null;
alter table view.dead_letter add column session_id text;
create index dead_letter_session on view.dead_letter (org_id, session_id) where session_id is not null;
create index trigger_event_session on view.trigger_event (org_id, session_id) where session_id is not null;
