-- Who may do what: orgs, members, keys. Every tenant table carries the org as a column that only the
-- database fills, and forced row-level security that compares it with the org of the transaction.

create schema if not exists admin;
grant usage on schema admin to workrail_app;

-- Raises instead of returning null: after a transaction-local setting ends, PostgreSQL leaves an empty
-- string on the pooled connection, and a policy that compared with it would accept rows without an org.
create function admin.current_org() returns text
    language plpgsql stable as
$$
declare
    org text := current_setting('workrail.org', true);
begin
    if org is null or org = '' then
        raise exception 'workrail.org is not set in this transaction: go through TenantTx'
            using errcode = 'insufficient_privilege';
    end if;
    return org;
end
$$;

-- Puts a table under its org. The sub-select makes the planner evaluate the function once per statement,
-- so that the index that starts with org_id is used.
create function admin.guard_tenant_table(guarded regclass) returns void
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format(
        'create policy tenant on %s using (org_id = (select admin.current_org()))'
        || ' with check (org_id = (select admin.current_org()))', guarded);
    execute format('grant select, insert, update, delete on %s to workrail_app', guarded);
end
$$;

-- Which orgs there are. Global: it is what an operator lists, and what tells an unknown org from an empty
-- one. Holds no more than the name.
create table admin.org_directory (
    org_id     text primary key,
    name       text        not null,
    created_at timestamptz not null
);
grant select, insert, update, delete on admin.org_directory to workrail_app;

create table admin.member (
    org_id     text        not null default admin.current_org(),
    member_id  text        not null,
    name       text        not null,
    role       text        not null,
    created_at timestamptz not null,
    primary key (org_id, member_id),
    constraint member_role check (role in ('viewer', 'member', 'admin', 'owner', 'operator'))
);
select admin.guard_tenant_table('admin.member');

create table admin.api_key (
    org_id       text        not null default admin.current_org(),
    key_id       text        not null,
    member_id    text        not null,
    name         text        not null,
    scopes       text[]      not null,
    hint         text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    primary key (org_id, key_id),
    foreign key (org_id, member_id) references admin.member (org_id, member_id) on delete cascade
);
select admin.guard_tenant_table('admin.api_key');
create index api_key_member on admin.api_key (org_id, member_id);

-- Finds the org of a key before any org is known. Global: a row says nothing to whoever has not the token,
-- whose SHA-256 it is; the token has 256 random bits, so there is nothing to guess.
create table admin.credential_locator (
    token_hash bytea primary key,
    org_id     text not null,
    key_id     text not null
);
grant select, insert, delete on admin.credential_locator to workrail_app;

-- The one-time token of a fresh deployment, hashed. Global, one row.
create table admin.setup (
    singleton   boolean primary key default true check (singleton),
    token_hash  bytea       not null,
    created_at  timestamptz not null,
    redeemed_at timestamptz
);
grant select, insert, update on admin.setup to workrail_app;
