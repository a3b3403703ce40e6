-- A list that is filtered by one thing and sorted by another, or filtered by two, passes over many rows to find a
-- page. With these columns beside the key it reads them from the index, and only the page's own from the table.
drop index view.session_created;
drop index view.session_status;
drop index view.session_outcome;
drop index view.session_workflow;
drop index view.session_trigger;
drop index view.session_workspace;
create index session_created on view.session (org_id, created_at, session_id)
    include (status, outcome, workflow_id, trigger_id, workspace_id, parent_id, updated_at, cost_micros, ended_at, run_ms);
create index session_status on view.session (org_id, status, created_at, session_id)
    include (outcome, workflow_id, trigger_id, workspace_id, parent_id, updated_at, cost_micros, ended_at, run_ms);
create index session_outcome on view.session (org_id, outcome, created_at, session_id)
    include (status, workflow_id, trigger_id, workspace_id, parent_id, updated_at, cost_micros, ended_at, run_ms);
create index session_workflow on view.session (org_id, workflow_id, created_at, session_id)
    include (status, outcome, trigger_id, workspace_id, parent_id, updated_at, cost_micros, ended_at, run_ms);
create index session_trigger on view.session (org_id, trigger_id, created_at, session_id)
    include (status, outcome, workflow_id, workspace_id, parent_id, updated_at, cost_micros, ended_at, run_ms);
create index session_workspace on view.session (org_id, workspace_id, created_at, session_id)
    include (status, outcome, workflow_id, trigger_id, parent_id, updated_at, cost_micros, ended_at, run_ms);
