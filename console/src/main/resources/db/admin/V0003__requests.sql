-- What requests leave behind: answers kept for their Idempotency-Key, and what people decided about dead
-- letters (the letters themselves are a rebuildable view).

create table admin.idempotency_key (
    org_id       text        not null default admin.current_org(),
    key          text        not null,
    request_hash bytea       not null,
    created_at   timestamptz not null,
    status       integer,
    headers      jsonb,
    body         text,
    primary key (org_id, key)
);
select admin.guard_tenant_table('admin.idempotency_key');
create index idempotency_key_age on admin.idempotency_key (org_id, created_at);

create table admin.dead_letter_decision (
    org_id     text        not null default admin.current_org(),
    letter_id  text        not null,
    decision   text        not null,
    decided_at timestamptz not null,
    decided_by text        not null,
    primary key (org_id, letter_id),
    constraint dead_letter_decision_kind check (decision in ('replayed', 'discarded'))
);
select admin.guard_tenant_table('admin.dead_letter_decision');
