-- What a ledger is kept in. Every statement may be run again.
create table if not exists ledger (
	tab   varchar(64) not null,
	key   bytea not null,
	value bytea not null,
	primary key (tab, key)
);
create table if not exists sequences (
	tab varchar(64) not null primary key,
	n   bigint not null
);
-- Who writes locks it. It stays empty, so that no vacuum is in the way.
create table if not exists writer (nothing bigint);
-- Who rings the alarm and sends. The token rises with every new holder.
create table if not exists lease (
	name   varchar(64) not null primary key,
	holder varchar(64) not null,
	token  bigint not null,
	until  timestamptz not null
);
insert into lease (name, holder, token, until) select 'send', '', 0, now()
	where not exists (select 1 from lease where name = 'send');
-- The JSON of a value. A NUL, which JSON may have and text here may not, is shown as
-- the sign for what cannot be shown.
create or replace function ledger_json(bytea) returns json language sql immutable as
	$$ select replace(convert_from($1, 'UTF8'), '\u0000', '\ufffd')::json $$;
