-- People. An account is one person of the deployment; they belong to orgs as members, in as many as invited
-- them. The tables without an org are global because a person is known before any org is.

create table admin.account (
    account_id      text primary key,
    email           text        not null unique,
    name            text        not null,
    password_hash   text        not null,
    created_at      timestamptz not null,
    password_set_at timestamptz not null,
    constraint account_email check (email = lower(email))
);
grant select, insert, update, delete on admin.account to workrail_app;

-- Which member of which org a person is. The role is in admin.member only, where row-level security holds.
create table admin.account_member (
    account_id text not null references admin.account (account_id) on delete cascade,
    org_id     text not null,
    member_id  text not null,
    primary key (account_id, org_id),
    unique (org_id, member_id),
    foreign key (org_id, member_id) references admin.member (org_id, member_id) on delete cascade
);
grant select, insert, delete on admin.account_member to workrail_app;

-- Who is signed in where. A row says nothing to whoever has not the token, whose SHA-256 it holds.
create table admin.sign_in (
    sign_in_id text primary key,
    account_id text        not null references admin.account (account_id) on delete cascade,
    token_hash bytea       not null unique,
    created_at timestamptz not null,
    used_at    timestamptz not null,
    expires_at timestamptz not null,
    user_agent text,
    address    text
);
create index sign_in_account on admin.sign_in (account_id, sign_in_id);
grant select, insert, update, delete on admin.sign_in to workrail_app;

-- Wrong passwords of late, by a digest of where and as whom they were tried.
create table admin.sign_in_failure (
    bucket   text primary key,
    failures integer     not null,
    last_at  timestamptz not null
);
create index sign_in_failure_age on admin.sign_in_failure (last_at);
grant select, insert, update, delete on admin.sign_in_failure to workrail_app;

-- Links by which a person sets a new password, made by who may; one use.
create table admin.reset_link (
    token_hash bytea primary key,
    account_id text        not null references admin.account (account_id) on delete cascade,
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index reset_link_account on admin.reset_link (account_id);
grant select, insert, delete on admin.reset_link to workrail_app;

-- The token of an invitation is found like that of a key, through admin.credential_locator.
create table admin.invitation (
    org_id        text        not null default admin.current_org(),
    invitation_id text        not null,
    email         text        not null,
    name          text        not null,
    role          text        not null,
    created_at    timestamptz not null,
    created_by    text        not null,
    expires_at    timestamptz not null,
    accepted_at   timestamptz,
    revoked_at    timestamptz,
    primary key (org_id, invitation_id),
    constraint invitation_role check (role in ('viewer', 'member', 'admin', 'owner', 'operator'))
);
select admin.guard_tenant_table('admin.invitation');
