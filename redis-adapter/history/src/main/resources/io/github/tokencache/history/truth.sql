-- What is true: the rows, and of each committed write its place in the order. The lock is held until the commit, so the
-- numbers of one item are in the order of its commits.
create sequence write_order;
create table item_lock (id int primary key);
create table access_token (slot int primary key, refresh_token varchar not null, version bigint not null);
create table client (id int primary key, version bigint not null);
create table journal (item int not null, version bigint not null, placed bigint not null);

create function store_token(p_slot int, p_refresh varchar, p_version bigint) returns bigint language plpgsql as $$
declare n bigint;
begin
  perform 1 from item_lock where id = p_slot / 2 for update;
  n := nextval('write_order');
  insert into access_token values (p_slot, p_refresh, p_version)
    on conflict (slot) do update set refresh_token = excluded.refresh_token, version = excluded.version;
  insert into journal values (p_slot, p_version, n);
  return n;
end $$;

create function remove_token(p_slot int, p_version bigint) returns bigint language plpgsql as $$
declare n bigint;
begin
  perform 1 from item_lock where id = p_slot / 2 for update;
  n := nextval('write_order');
  delete from access_token where slot = p_slot;
  insert into journal values (p_slot, p_version, n);
  return n;
end $$;

create function remove_tokens(p_group int, p_refresh varchar, p_version bigint)
  returns table (removed int, n bigint) language plpgsql as $$
begin
  perform 1 from item_lock where id = p_group for update;
  n := nextval('write_order');
  for removed in delete from access_token where slot / 2 = p_group and refresh_token = p_refresh returning slot loop
    insert into journal values (removed, p_version, n);
    return next;
  end loop;
end $$;

create function store_client(p_id int, p_version bigint) returns bigint language plpgsql as $$
declare n bigint;
begin
  perform 1 from item_lock where id = p_id for update;
  n := nextval('write_order');
  insert into client values (p_id, p_version) on conflict (id) do update set version = excluded.version;
  insert into journal values (p_id, p_version, n);
  return n;
end $$;

create function remove_client(p_id int, p_version bigint) returns bigint language plpgsql as $$
declare n bigint;
begin
  perform 1 from item_lock where id = p_id for update;
  n := nextval('write_order');
  delete from client where id = p_id;
  insert into journal values (p_id, p_version, n);
  return n;
end $$;
