-- Who did what, when, why, and what it changed. Changes of the database are entered in the transaction that
-- makes them; commands are entered from wr.commands, under the command's id.

create table admin.audit_entry (
    org_id      text        not null default admin.current_org(),
    entry_id    text        not null,
    at          timestamptz not null,
    actor       text        not null,
    actor_name  text,
    action      text        not null,
    target      text        not null,
    reason      text,
    was         jsonb,
    became      jsonb,
    primary key (org_id, entry_id)
);
-- Lists are newest first; see schema view for why the other filters are equalities.
create index audit_entry_at on admin.audit_entry (org_id, at, entry_id);
create index audit_entry_actor on admin.audit_entry (org_id, actor, at, entry_id);
create index audit_entry_action on admin.audit_entry (org_id, action, at, entry_id);
create index audit_entry_target on admin.audit_entry (org_id, target, at, entry_id);
select admin.guard_tenant_table('admin.audit_entry');

-- What was entered stays as it was: whoever holds the application's credentials can add, and no more.
revoke update, delete on admin.audit_entry from workrail_app;

-- The one way to remove entries: all of the transaction's org that are older than a time. For its retention,
-- and for the deletion of an org.
create function admin.forget_audit(before timestamptz) returns bigint
    language plpgsql security definer set search_path = '' as
$$
declare
    gone bigint;
begin
    delete from admin.audit_entry where org_id = admin.current_org() and at < before;
    get diagnostics gone = row_count;
    return gone;
end
$$;
revoke all on function admin.forget_audit(timestamptz) from public;
grant execute on function admin.forget_audit(timestamptz) to workrail_app;
