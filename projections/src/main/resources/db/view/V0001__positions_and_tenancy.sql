-- Schema view holds nothing but folds of the log and may be dropped at any time: the sink fills it again.

create schema if not exists view;
grant usage on schema view to workrail_app;

-- Raises instead of returning null: after a transaction-local setting ends, PostgreSQL leaves an empty
-- string on the pooled connection, and a policy that compared with it would accept rows without an org.
create function view.current_org() returns text
    language plpgsql stable parallel safe as
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
-- so that indexes that start with org_id are used.
create function view.guard_tenant_table(guarded regclass) returns void
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format(
        'create policy tenant on %s using (org_id = (select view.current_org()))'
        || ' with check (org_id = (select view.current_org()))', guarded);
    execute format('grant select, insert, update, delete on %s to workrail_app', guarded);
end
$$;

-- How far the sink has come in each partition, moved in the transaction that writes the rows. Belongs to no
-- org. An update that finds no row at its base means that another member owns the partition.
create table view.sink_position (
    topic text    not null,
    part  integer not null,
    next  bigint  not null,
    primary key (topic, part)
);
grant select, insert, update on view.sink_position to workrail_app;
