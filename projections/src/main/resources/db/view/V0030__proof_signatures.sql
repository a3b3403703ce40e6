-- Each record's DSSE envelope. Absent for rows of before; a rebuild fills it.
alter table view.proof_record add column envelope jsonb;

-- The public halves of the keys that sign an org's records. The private ones are in no database.
create table view.signing_key (
    org_id     text        not null default view.current_org(),
    key_id     text        not null,
    public_key text        not null,
    made_at    timestamptz not null,
    primary key (org_id, key_id)
);
select view.guard_tenant_table('view.signing_key');
