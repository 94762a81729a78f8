"""How pairs are found: set by set, each reason one statement over the whole master.

A value that more than `MOST` customers share (a company's telephone) is no sign of a duplicate, and
neither is one shared by people born on different days: a family has one telephone.
"""

# ruff: noqa: S608 - only constants of this module are put together
MOST = 6
LIVING = "archived_at IS NULL AND merged_into IS NULL"
# An e-mail or phone counts whether it is a record's first one or a further one.
REACHED = f"""
	SELECT id, {{channel}} AS value FROM customer WHERE {{channel}} IS NOT NULL AND {LIVING}
	UNION
	SELECT customer_id, value FROM customer_contact JOIN customer ON customer.id = customer_id
	WHERE channel = '{{channel}}' AND {LIVING}
"""
# Grouped first and paired within the group: a join of the customers with themselves would make all
# pairs of a value that thousands share before it could leave them out; so they are 15 at most.
SHARED = """
	SELECT value, array_agg(id ORDER BY id) AS ids FROM ({source}) AS source
	GROUP BY value HAVING count(*) BETWEEN 2 AND %(most)s
"""
PAIRS = """
	SELECT l.id AS left_id, r.id AS right_id, '{reason}' AS reason, {weight} AS weight
	FROM ({shared}) AS shared, unnest(ids) AS l(id), unnest(ids) AS r(id) WHERE l.id < r.id
"""
# Lists put surnames first or last: the words of a name count in any order.
NAMED = f"""
	SELECT id, birth_key || '|' || (
		SELECT string_agg(word, ' ' ORDER BY word)
		FROM unnest(string_to_array(name_key, ' ')) AS word
	) AS value FROM customer
	WHERE birth_key IS NOT NULL AND {LIVING}
"""
OF_ONE_CEDULA = f"""
	SELECT id, left(id_number, 10) AS value FROM customer
	WHERE id_type IN ('cedula', 'ruc') AND substr(id_number, 3, 1) <= '6' AND {LIVING}
"""
# Weights: together they say how sure a person may be, up to what the kind of evidence allows
# (Especificacion_Clientes, «Duplicados»). Only one and the same number is certain. Without it
# somebody may share everything with a twin or a namesake. Numbers of two taxpayers, or a person and
# a company, are two, unless one was written down for the other's: far from sure.
CERTAIN, LIKELY, CONTRADICTED = 100, 95, 60
# Whose a number is: a RUC begins with the cédula of its person, or with its company's own number;
# of an institution's ten digits the last is already of its establishment. Two countries' numbers,
# or a passport, contradict nothing.
TAXPAYER = """CASE {0}.id_type WHEN 'cedula' THEN 'EC' || {0}.id_number
	WHEN 'ruc' THEN 'EC' || left({0}.id_number,
		CASE WHEN substr({0}.id_number, 3, 1) = '6' AND {0}.kind = 'company' THEN 9 ELSE 10 END)
	WHEN 'rut_cl' THEN 'CL' || {0}.id_number END"""
ONE, OTHER = TAXPAYER.format("one"), TAXPAYER.format("other")
MOST_SURE = f"""CASE
	WHEN bool_or(reason = 'identity') THEN {CERTAIN}
	WHEN one.kind <> other.kind OR left({ONE}, 2) = left({OTHER}, 2) AND {ONE} <> {OTHER}
		THEN {CONTRADICTED}
	ELSE {LIKELY} END"""
OWN, CONTACT = 60, 50  # what identifies the person, and what others may have too
SOURCES = (
	("identity", 90, OF_ONE_CEDULA),
	("name_birth", OWN, NAMED),
	("email", CONTACT, REACHED.format(channel="email")),
	("phone", 40, REACHED.format(channel="phone")),
)
# Of one transaction: a search that dies leaves no pairs of people in any other table
# (Decision_Arquitectura, «La búsqueda de duplicados»).
STAGING = """
CREATE TEMPORARY TABLE duplicate_found (
	left_id bigint, right_id bigint, reason varchar(12), weight integer
) ON COMMIT DROP
"""
STEPS = tuple(
	"INSERT INTO duplicate_found"
	+ PAIRS.format(reason=reason, weight=weight, shared=SHARED.format(source=source))
	for reason, weight, source in SOURCES
)
# By what others may have too (CONTACT), people born on different days are a family and no pair;
# IS NOT TRUE keeps those whose birth nobody knows. What somebody has decided of a pair stands, and
# what is found again unchanged is not written. A row that was inserted has no xmax; one that the
# conflict locked has (PostgreSQL manual, «System Columns»): new pairs are known so.
KEEP_FOUND = f"""
INSERT INTO duplicate_pair (left_id, right_id, reasons, score)
SELECT left_id, right_id, array_agg(reason ORDER BY weight DESC),
	least(sum(weight), {MOST_SURE})
FROM duplicate_found
JOIN customer AS one ON one.id = left_id
JOIN customer AS other ON other.id = right_id
GROUP BY left_id, right_id, one.id, other.id
HAVING max(weight) > {CONTACT} OR (one.birth_key <> other.birth_key) IS NOT TRUE
ON CONFLICT (left_id, right_id) DO UPDATE
	SET reasons = excluded.reasons, score = excluded.score
	WHERE duplicate_pair.state = 'open' AND (duplicate_pair.reasons, duplicate_pair.score)
		IS DISTINCT FROM (excluded.reasons, excluded.score)
RETURNING (xmax = 0) AS is_new
"""
# Open pairs of records that have been archived, merged or erased since.
DELETE_GONE = f"""
DELETE FROM duplicate_pair AS pair WHERE state = 'open' AND EXISTS (
	SELECT FROM customer WHERE id IN (pair.left_id, pair.right_id) AND NOT ({LIVING})
)
"""
