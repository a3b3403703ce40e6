-- Which orgs are deleted, for good: their ids are not given out again. Of no org, since the deleted one has nothing.
-- Each time says that a step is done, so that whoever goes on after a crash knows which is next.
create table admin.deleted_org (
    org_id     text primary key,
    asked_at   timestamptz not null,
    asked_by   text        not null,
    stopped_at timestamptz, -- nothing of it runs any more, or it was not waited for longer
    told_at    timestamptz, -- every role knows, and its configuration is deleted
    erased_at  timestamptz, -- a look found no row of it in this schema
    row_count  bigint      not null default 0
);
grant select, insert, update on admin.deleted_org to workrail_app;
