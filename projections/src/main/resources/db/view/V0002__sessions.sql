-- One row per session, from wr.views.sessions. `doc` is the whole view; columns exist to filter and sort by.
-- Operators on text other than equality are not leakproof, so row-level security keeps the planner from using
-- them on an index: filters are equalities, ranges are on times and numbers.
create table view.session (
    org_id        text        not null default view.current_org(),
    session_id    text        not null,
    status        text        not null,
    outcome       text,
    workflow_id   text,
    trigger_id    text,
    workspace_id  text,
    root_id       text,
    parent_id     text,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    ended_at      timestamptz,
    input_tokens  bigint      not null,
    output_tokens bigint      not null,
    cost_micros   bigint      not null,
    wait_ms       bigint,
    run_ms        bigint,
    -- Whether its words are in session_word.
    indexed       boolean     not null,
    doc           jsonb       not null,
    primary key (org_id, session_id)
) with (fillfactor = 80);
create index session_created on view.session (org_id, created_at, session_id);
create index session_updated on view.session (org_id, updated_at, session_id);
create index session_cost on view.session (org_id, cost_micros, session_id);
create index session_status on view.session (org_id, status, created_at, session_id);
create index session_outcome on view.session (org_id, outcome, created_at, session_id);
create index session_workflow on view.session (org_id, workflow_id, created_at, session_id);
create index session_trigger on view.session (org_id, trigger_id, created_at, session_id);
create index session_workspace on view.session (org_id, workspace_id, created_at, session_id);
create index session_root on view.session (org_id, root_id, created_at, session_id);
create index session_roots_created on view.session (org_id, created_at, session_id) where parent_id is null;
select view.guard_tenant_table('view.session');

-- The words of goals and titles, for search by equality (see above: no text search operator is leakproof).
create table view.session_word (
    org_id     text        not null default view.current_org(),
    word       text        not null,
    created_at timestamptz not null,
    session_id text        not null,
    primary key (org_id, word, created_at, session_id)
);
select view.guard_tenant_table('view.session_word');

-- Every event of every session, from wr.sessions behind the epoch filter. Where it lay in the log is its
-- order: facts have no index of their own.
create table view.session_event (
    org_id      text        not null default view.current_org(),
    session_id  text        not null,
    log_offset  bigint      not null,
    item        integer     not null,
    source      text        not null,
    kind        text        not null,
    event_id    text        not null,
    event_index bigint,
    run_id      text,
    node_id     text,
    epoch       bigint,
    at          timestamptz not null,
    data        jsonb       not null,
    primary key (org_id, session_id, log_offset, item)
);
-- A fact is appended again by whoever cannot know that its first append arrived.
create unique index session_event_fact on view.session_event (org_id, session_id, event_id) where source = 'fact';
select view.guard_tenant_table('view.session_event');

-- Who may write each session (the epoch filter's state), and how far its log was read.
create table view.session_filter (
    org_id     text   not null default view.current_org(),
    session_id text   not null,
    epoch      bigint not null,
    holder     text,
    next       bigint not null,
    primary key (org_id, session_id)
);
select view.guard_tenant_table('view.session_filter');

-- What deliveries came to, from facts.
create table view.delivery (
    org_id      text        not null default view.current_org(),
    delivery_id text        not null,
    session_id  text        not null,
    target      text        not null,
    status      text        not null,
    delivered   boolean     not null,
    attempts    integer     not null,
    external_id text,
    cause       text,
    at          timestamptz not null,
    primary key (org_id, delivery_id)
);
create index delivery_session on view.delivery (org_id, session_id, at);
create index delivery_at on view.delivery (org_id, at, delivery_id);
select view.guard_tenant_table('view.delivery');
