-- The records of sessions as they lay in the log, until they are in an archive bundle.
create table view.session_record (
    org_id     text        not null default view.current_org(),
    session_id text        not null,
    topic      text        not null,
    part       integer     not null,
    log_offset bigint      not null,
    at         timestamptz not null,
    event      text        not null,
    primary key (org_id, session_id, topic, part, log_offset)
);
-- Already compressed or too small to gain: compressing costs more than it saves here.
alter table view.session_record alter column event set storage external;
select view.guard_tenant_table('view.session_record');

-- Bundles in the blob store. `due_at` is when the session may be archived (again); null while there is nothing
-- to. `scheduling_next` is the offset of wr.scheduling behind the last decision in the bundle.
create table view.archive (
    org_id          text        not null default view.current_org(),
    session_id      text        not null,
    digest          text,
    bytes           bigint,
    records         integer,
    scheduling_next bigint      not null default 0,
    due_at          timestamptz,
    primary key (org_id, session_id)
);
create index archive_due on view.archive (org_id, due_at) where due_at is not null;
select view.guard_tenant_table('view.archive');

-- Orgs that have rows here, so that the archiver can enter each. Global: no more than the name.
create table view.org (
    org_id text primary key
);
grant select, insert on view.org to workrail_app;
