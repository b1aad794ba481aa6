-- The families of refresh tokens, as the library gives them.
create table tokencache_family (
    family_id varchar(32) primary key,
    client_id varchar(256) not null,
    user_name varchar(256),
    generation bigint not null,
    rotated_at bigint not null,
    idle_end bigint not null,
    absolute_end bigint not null,
    replay_end bigint,
    successor varbinary(1000000),
    revoked_at bigint
);
create index tokencache_family_end on tokencache_family (absolute_end);
create index tokencache_family_replay on tokencache_family (replay_end);
create table tokencache_retired_token (
    digest varchar(64) primary key,
    family_id varchar(32) not null,
    generation bigint not null,
    unique (family_id, generation)
);
