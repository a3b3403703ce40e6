-- The same for orders: a filter that most sessions pass walks the index of the order and never leaves it.
drop index view.session_updated;
drop index view.session_cost;
drop index view.session_ended;
drop index view.session_duration;
create index session_updated on view.session (org_id, updated_at, session_id)
    include (status, outcome, workflow_id, trigger_id, workspace_id, parent_id);
create index session_cost on view.session (org_id, cost_micros, session_id)
    include (status, outcome, workflow_id, trigger_id, workspace_id, parent_id, created_at);
create index session_ended on view.session (org_id, ended_at, session_id)
    include (status, outcome, workflow_id, trigger_id, workspace_id, parent_id) where ended_at is not null;
create index session_duration on view.session (org_id, run_ms, session_id)
    include (status, outcome, workflow_id, trigger_id, workspace_id, parent_id, created_at) where run_ms is not null;
