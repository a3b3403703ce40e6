-- What an org keeps of its sessions, and what it no longer does.

-- Trees of sessions that stay however old they get, by their root.
create table admin.pin (
    org_id     text        not null default admin.current_org(),
    root_id    text        not null,
    session_id text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    primary key (org_id, root_id)
);
select admin.guard_tenant_table('admin.pin');

-- Clean-ups. `behind` is where in the list of old trees one goes on, `worked_at` when it last did something:
-- one that stands still for long is taken over by another console.
create table admin.clean_up (
    org_id       text        not null default admin.current_org(),
    run_id       text        not null,
    asked_by     text        not null,
    session_days integer     not null,
    before       timestamptz not null,
    started_at   timestamptz not null,
    worked_at    timestamptz not null,
    finished_at  timestamptz,
    behind       text,
    trees        bigint      not null default 0,
    sessions     bigint      not null default 0,
    bytes        bigint      not null default 0,
    primary key (org_id, run_id)
);
create index clean_up_started on admin.clean_up (org_id, started_at, run_id);
select admin.guard_tenant_table('admin.clean_up');

-- Which sessions are to be erased or were: what was decided, for good. `told_at` is when the log said so; a
-- session that a rebuild brought back is told of again.
create table admin.erased_session (
    org_id     text        not null default admin.current_org(),
    session_id text        not null,
    run_id     text        not null,
    decided_at timestamptz not null,
    told_at    timestamptz,
    primary key (org_id, session_id)
);
create index erased_session_untold on admin.erased_session (org_id, session_id) where told_at is null;
select admin.guard_tenant_table('admin.erased_session');
