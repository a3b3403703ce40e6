-- Orgs of which nothing is kept any more, here and in the blob store, for whoever waits for that. Global: no more
-- than the name, and what there was.
create table view.erased_org (
    org_id      text primary key,
    row_count   bigint      not null,
    blob_count  bigint      not null,
    finished_at timestamptz
);
grant select, insert, update on view.erased_org to workrail_app;

-- An org that has no rows any more is not entered again.
grant delete on view.org to workrail_app;
