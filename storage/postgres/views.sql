-- The ledger as columns, for those who read it with SQL. Times are instants, days
-- are dates, and what is not there is null. A view is made anew where its text here
-- has changed.

create view units as select
	j->>'id' as id, j->>'name' as name, j->>'kind' as kind, j->>'parent' as parent
from (select key, case tab when 'unit_order' then ledger_json(value) end as j from ledger where tab = 'unit_order') r;

create view people as select
	j->>'userid' as userid, j->>'name' as name, j->>'post' as post, j->>'phone' as phone,
	o->>'role' as role, o->>'unit' as unit, coalesce((o->>'deputy')::boolean, false) as deputy
from (select key, case tab when 'people_order' then ledger_json(value) end as j from ledger where tab = 'people_order') r
left join lateral json_array_elements(case json_typeof(j->'roles') when 'array' then j->'roles' end) o on true;

create view reports as select
	j->'key'->>'form' as form, j->'key'->>'period' as period, j->'key'->>'unit' as unit,
	(j->>'revision')::integer as revision, (j->>'first')::timestamptz as first, (j->>'at')::timestamptz as at,
	j->>'by' as by, coalesce((j->>'late')::boolean, false) as late, coalesce((j->>'behalf')::boolean, false) as behalf,
	j->'handled'->>'kind' as handled, j->'handled'->>'reason' as handled_reason, j->>'plan' as plan
from (select key, case tab when 'reports' then ledger_json(value) end as j from ledger where tab = 'reports') r;

create view revisions as select
	split_part(k, '/', 1) as form, split_part(k, '/', 2) as period, substr(k, length(split_part(k, '/', 1)) + length(split_part(k, '/', 2)) + 3) as unit,
	(j->>'n')::integer as revision, (j->>'at')::timestamptz as at, j->>'by' as by,
	coalesce((j->>'behalf')::boolean, false) as behalf, c->>'field' as field,
	(c->'old'->>'n')::bigint as old_count, (c->'new'->>'n')::bigint as new_count,
	c->'old'->>'text' as old_text, c->'new'->>'text' as new_text, coalesce((c->'new'->>'na')::boolean, false) as not_applicable
from (select convert_from(substr(key, 1, length(key) - 9), 'UTF8') as k,
	case tab when 'revisions' then ledger_json(value) end as j from ledger where tab = 'revisions') r
left join lateral json_array_elements(case json_typeof(j->'changes') when 'array' then j->'changes' end) c on true;

create view duties as select
	j->'matter'->>'duty' as duty, j->'matter'->>'period' as period, j->'matter'->>'unit' as unit,
	(j->>'n')::integer as n, (j->>'on')::date as held_on, (j->>'people')::integer as people, (j->>'count')::integer as count,
	j->>'result' as result, j->>'words' as words, j->>'by' as by, (j->>'at')::timestamptz as at, j->>'void' as void
from (select key, case tab when 'fulfilments' then ledger_json(value) end as j from ledger where tab = 'fulfilments') r;

create view notices as select
	(j->>'id')::bigint as number, j->>'state' as state, j->>'by' as by, j->>'unit' as unit, (j->>'created')::timestamptz as created,
	(j->>'sent')::timestamptz as sent, (j->>'recalled')::timestamptz as recalled, j->>'text' as text, j->>'audience' as audience,
	(j->>'answer_by')::timestamptz as answer_by, (j->'meeting'->>'at')::timestamptz as meeting_at, j->'meeting'->>'place' as meeting_place,
	coalesce(json_array_length(case json_typeof(j->'to') when 'array' then j->'to' end), 0) as receivers
from (select key, case tab when 'notices' then ledger_json(value) end as j from ledger where tab = 'notices') r;

create view receipts as select
	(j->>'id')::bigint as number, t->>'person' as person, t->>'name' as name, t->>'unit' as unit,
	(a->>'confirmed')::timestamptz as confirmed, (a->>'done')::timestamptz as done, a->>'result' as result,
	coalesce((a->>'proofs')::integer, 0) as proofs, a->>'attend' as attend, a->>'detail' as detail
from (select key, case tab when 'notices' then ledger_json(value) end as j from ledger where tab = 'notices') n
cross join lateral json_array_elements(case json_typeof(j->'to') when 'array' then j->'to' end) t
left join lateral (select ledger_json(value) as a from ledger
	where tab = 'receipts' and key = n.key || convert_to(lower(t->>'person'), 'UTF8')) r on true;

create view audit as select
	(j->>'at')::timestamptz as at, j->>'by' as by, j->>'action' as action, j->>'unit' as unit, j->>'to' as person,
	j->>'detail' as detail, j->>'old' as old, j->>'new' as new, coalesce((j->>'refused')::boolean, false) as refused
from (select key, case tab when 'audits' then ledger_json(value) end as j from ledger where tab = 'audits') r;
