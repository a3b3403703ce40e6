-- Sums by trigger too. Sums of before name none; a rebuild gives each its own.
alter table view.stat_hour add column trigger_id text not null default '';
alter table view.stat_hour drop constraint stat_hour_pkey;
alter table view.stat_hour add primary key (org_id, bucket, workflow_id, trigger_id, shard);
alter table view.stat_day add column trigger_id text not null default '';
alter table view.stat_day drop constraint stat_day_pkey;
alter table view.stat_day add primary key (org_id, bucket, workflow_id, trigger_id, shard);
