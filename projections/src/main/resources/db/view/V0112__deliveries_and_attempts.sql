-- A delivery has a row from the moment its session asks for it: pending until a fact ends it, superseded where the
-- session asked for a later one of the same target before. Rows of before are those that ended.
alter table view.delivery
    add column pending      boolean not null default false,
    add column superseded   boolean not null default false,
    add column kind         text,
    add column sequence     integer,
    add column requested_at timestamptz;
create index delivery_target on view.delivery (org_id, target, at, delivery_id);
create index delivery_pending on view.delivery (org_id, at, delivery_id) where pending;
create index delivery_failed on view.delivery (org_id, at, delivery_id)
    where not delivered and not pending and not superseded;

-- Every attempt that is over, from wr.delivery-results, which the log keeps for a week.
create table view.delivery_attempt (
    org_id         text        not null default view.current_org(),
    delivery_id    text        not null,
    at             timestamptz not null,
    attempt        integer     not null,
    outcome        text        not null,
    external_id    text,
    cause          text,
    retry_after_ms bigint,
    duration_ms    bigint      not null,
    primary key (org_id, delivery_id, at, attempt)
);
select view.guard_tenant_table('view.delivery_attempt');
