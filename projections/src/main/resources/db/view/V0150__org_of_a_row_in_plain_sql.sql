-- The same contract as before, in a form the planner puts into the statement: the default of org_id is evaluated
-- for each row, and as a plpgsql function it was a tenth of what writing a row costs.
create function view.refuse_without_org() returns text
    language plpgsql stable parallel safe as
$$
begin
    raise exception 'workrail.org is not set in this transaction: go through TenantTx'
        using errcode = 'insufficient_privilege';
end
$$;

create or replace function view.current_org() returns text
    language sql stable parallel safe as
$$
select coalesce(nullif(current_setting('workrail.org', true), ''), view.refuse_without_org())
$$;
