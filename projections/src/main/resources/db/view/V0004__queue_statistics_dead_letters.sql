-- Every session the scheduler knows and has not closed, from wr.scheduling: those that wait, with the limit
-- that holds them, and those that hold a slot.
create table view.queue_item (
    org_id       text        not null default view.current_org(),
    session_id   text        not null,
    state        text        not null,
    position     integer,
    limit_name   text,
    limit_scope  text,
    trigger_id   text        not null,
    workspace_id text,
    workflow_id  text        not null,
    queued_at    timestamptz not null,
    since        timestamptz not null,
    doc          jsonb       not null,
    primary key (org_id, session_id)
);
create index queue_state on view.queue_item (org_id, state, position, queued_at, session_id);
create index queue_limit on view.queue_item (org_id, limit_name, limit_scope);
select view.guard_tenant_table('view.queue_item');

-- Sums over the final state of sessions. `shard` is the partition of wr.views.sessions they came from, so that
-- two members of the sink never write the same row; readers add the shards up.
create table view.stat_hour (
    org_id        text        not null default view.current_org(),
    bucket        timestamptz not null,
    workflow_id   text        not null,
    shard         integer     not null,
    accepted      bigint      not null default 0,
    success       bigint      not null default 0,
    error         bigint      not null default 0,
    timeout       bigint      not null default 0,
    stuck         bigint      not null default 0,
    cancelled     bigint      not null default 0,
    killed        bigint      not null default 0,
    escalated     bigint      not null default 0,
    input_tokens  bigint      not null default 0,
    output_tokens bigint      not null default 0,
    cost_micros   bigint      not null default 0,
    waited        bigint      not null default 0,
    wait_ms       bigint      not null default 0,
    ran           bigint      not null default 0,
    run_ms        bigint      not null default 0,
    primary key (org_id, bucket, workflow_id, shard)
);
select view.guard_tenant_table('view.stat_hour');
create table view.stat_day (like view.stat_hour including defaults including constraints);
alter table view.stat_day add primary key (org_id, bucket, workflow_id, shard);
select view.guard_tenant_table('view.stat_day');

-- Letters without an org belong to the operator's, `workrail`.
create table view.dead_letter (
    org_id     text        not null default view.current_org(),
    letter_id  text        not null,
    topic      text        not null,
    code       text        not null,
    origin     text        not null,
    at         timestamptz not null,
    doc        jsonb       not null,
    primary key (org_id, letter_id)
);
create index dead_letter_at on view.dead_letter (org_id, at, letter_id);
create index dead_letter_code on view.dead_letter (org_id, code, at, letter_id);
create index dead_letter_topic on view.dead_letter (org_id, topic, at, letter_id);
select view.guard_tenant_table('view.dead_letter');
