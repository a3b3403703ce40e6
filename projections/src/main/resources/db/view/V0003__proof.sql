-- One row per commit, from wr.views.proofs.
create table view.proof_record (
    org_id         text        not null default view.current_org(),
    commit_id      text        not null,
    tree           text,
    repository_url text,
    branch         text,
    pull_request   text,
    verdict        text        not null,
    updated_at     timestamptz not null,
    doc            jsonb       not null,
    primary key (org_id, commit_id)
);
create index proof_updated on view.proof_record (org_id, updated_at, commit_id);
create index proof_verdict on view.proof_record (org_id, verdict, updated_at, commit_id);
create index proof_branch on view.proof_record (org_id, branch, updated_at, commit_id);
create index proof_pull_request on view.proof_record (org_id, pull_request, updated_at, commit_id);
select view.guard_tenant_table('view.proof_record');

-- Which sessions a record names: those that made the commit and those that verified it.
create table view.proof_session (
    org_id     text    not null default view.current_org(),
    session_id text    not null,
    commit_id  text    not null,
    author     boolean not null,
    primary key (org_id, session_id, commit_id)
);
create index proof_session_commit on view.proof_session (org_id, commit_id);
select view.guard_tenant_table('view.proof_session');

create table view.verification (
    org_id          text        not null default view.current_org(),
    commit_id       text        not null,
    verification_id text        not null,
    session_id      text        not null,
    gate            text        not null,
    passed          boolean     not null,
    exit_code       integer,
    output          text,
    summary         text        not null,
    by              text        not null,
    at              timestamptz not null,
    duration_ms     bigint,
    primary key (org_id, commit_id, verification_id)
);
create index verification_gate on view.verification (org_id, gate, passed, at);
select view.guard_tenant_table('view.verification');
