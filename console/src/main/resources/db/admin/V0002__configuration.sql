-- Configuration, and the outbox that carries it to wr.config.

-- One row per entry: kind and id are those of the key on wr.config, value is the value there. The version
-- is the outbox sequence of the change, so it rises for a key even over a deletion and a new creation.
create table admin.config_entry (
    org_id     text        not null default admin.current_org(),
    kind       text        not null,
    id         text        not null,
    version    bigint      not null,
    value      jsonb       not null,
    created_at timestamptz not null,
    created_by text        not null,
    updated_at timestamptz not null,
    updated_by text        not null,
    primary key (org_id, kind, id)
);
select admin.guard_tenant_table('admin.config_entry');

-- Drawn under the configuration lock only, so that its order is the order of commits.
create sequence admin.config_version;
grant usage, select on sequence admin.config_version to workrail_app;

create table admin.outbox (
    seq           bigint primary key,
    org_id        text        not null default admin.current_org(),
    entry_key     text        not null,
    deleted       boolean     not null,
    value         jsonb,
    created_at    timestamptz not null,
    published_at  timestamptz,
    position      text,
    tombstoned_at timestamptz,
    constraint outbox_value check (deleted = (value is null))
);
create index outbox_org on admin.outbox (org_id, seq);
create index outbox_pending on admin.outbox (seq) where published_at is null;
create index outbox_key on admin.outbox (entry_key, seq);
alter table admin.outbox enable row level security;
alter table admin.outbox force row level security;

-- The relay reads the changes of all orgs in their order; everyone else sees its own org's.
create policy tenant on admin.outbox
    using (case when current_setting('workrail.relay', true) = 'on'
                then true else org_id = (select admin.current_org()) end)
    with check (case when current_setting('workrail.relay', true) = 'on'
                then true else org_id = (select admin.current_org()) end);
grant select, insert, update, delete on admin.outbox to workrail_app;

-- Which relay publishes now. Its epoch rises with every take-over. Global, one row.
create table admin.relay_fence (
    singleton boolean primary key default true check (singleton),
    epoch     bigint      not null,
    holder    text        not null,
    taken_at  timestamptz not null
);
insert into admin.relay_fence (epoch, holder, taken_at) values (0, 'nobody', now());
grant select, update on admin.relay_fence to workrail_app;
