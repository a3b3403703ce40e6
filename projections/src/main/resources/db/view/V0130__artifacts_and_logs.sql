-- What the events of sessions name that can be downloaded, from wr.sessions behind the epoch filter. What has
-- no blob lies in the event itself, at log_offset and item of session_event. The same content under the same
-- name is one artifact, with the place where it came first.
create table view.session_artifact (
    org_id      text        not null default view.current_org(),
    session_id  text        not null,
    artifact_id text        not null,
    name        text        not null,
    kind        text        not null,
    bytes       bigint      not null,
    sha256      text        not null,
    in_event    boolean     not null,
    log_offset  bigint      not null,
    item        integer     not null,
    at          timestamptz not null,
    primary key (org_id, session_id, artifact_id)
);
select view.guard_tenant_table('view.session_artifact');

-- What the session's last checkpoint names in the blob store: transcript, files, workflow. Beside the filter,
-- since both move with every segment. Absent for rows of before, until the session goes on; a rebuild fills it.
alter table view.session_filter add column blobs jsonb;

-- How much an event matters to who looks for what went wrong: 0 debug, 1 info, 2 warn, 3 error. Rows of before
-- count as info; a rebuild says it right.
alter table view.session_event add column level smallint not null default 1;
create index session_event_at on view.session_event (org_id, at);
create index session_event_grave on view.session_event (org_id, at) where level >= 2;
-- A session's handoff is in the event that ends it.
create index session_event_ended on view.session_event (org_id, session_id) where kind = 'session_ended';

create index session_ended on view.session (org_id, ended_at, session_id) where ended_at is not null;
create index session_duration on view.session (org_id, run_ms, session_id) where run_ms is not null;

create index trigger_event_of_trigger_verdict on view.trigger_event (org_id, trigger_id, verdict, received_at, event_id);

-- Commits are also asked for by the first digits of their id; a range of text would not use an index here.
alter table view.proof_record add column short text generated always as (left(commit_id, 7)) stored;
create index proof_short on view.proof_record (org_id, short, updated_at, commit_id);
