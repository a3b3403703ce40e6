-- What the records of a bundle name in the blob store. Null for bundles of before: those are read.
alter table view.archive add column blobs jsonb;
