-- What is paused now, from wr.scheduling: the org itself (kind 'org', id ''), a workspace or a trigger. The
-- scheduler says each pause again every few hours, so a rebuild knows those that are older than the log.
create table view.pause (
    org_id     text        not null default view.current_org(),
    kind       text        not null,
    id         text        not null,
    command_id text        not null,
    by         text        not null,
    reason     text,
    since      timestamptz not null,
    primary key (org_id, kind, id)
);
select view.guard_tenant_table('view.pause');
