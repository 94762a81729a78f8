"""Views of every list: each says of which, and keeps texts as the address has them."""

import unicodedata
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0021_views_of_lists"
down_revision = "0020_kept_texts"
branch_labels = None
depends_on = None

WRAP = """
UPDATE saved_view SET filters = (
	SELECT jsonb_object_agg(key, CASE jsonb_typeof(value)
		WHEN 'array' THEN (SELECT coalesce(jsonb_agg(one), '[]') FROM
			jsonb_array_elements_text(value) AS one)
		ELSE jsonb_build_array(value #>> '{}') END)
	FROM jsonb_each(filters)
) WHERE filters <> '{}'
"""
UNWRAP = """
UPDATE saved_view SET filters = (
	SELECT jsonb_object_agg(key, CASE jsonb_array_length(value)
		WHEN 1 THEN value -> 0 ELSE value END)
	FROM jsonb_each(filters)
) WHERE filters <> '{}'
"""
NUMBER_REPEATED = """
UPDATE saved_view SET name = left(name, 40) || ' #' || id
WHERE id NOT IN (SELECT min(id) FROM saved_view GROUP BY owner, name)
"""
NAMES = "SELECT id, owner, name FROM saved_view ORDER BY id"
RENAME = "UPDATE saved_view SET name = :name, name_key = :key WHERE id = :id"


def upgrade() -> None:
	op.execute("ALTER TABLE saved_view ADD list_name varchar(20) NOT NULL DEFAULT 'customers'")
	op.execute("ALTER TABLE saved_view ALTER list_name DROP DEFAULT")
	op.execute("ALTER TABLE saved_view ADD name_key varchar(120)")
	op.execute("ALTER TABLE saved_view DROP CONSTRAINT uq_saved_view_owner_name")
	tell_names_apart()
	op.execute("ALTER TABLE saved_view ALTER name_key SET NOT NULL")
	op.create_unique_constraint(
		"uq_saved_view_owner_list_name_name_key", "saved_view", ["owner", "list_name", "name_key"]
	)
	op.execute(WRAP)
	op.execute("UPDATE saved_view SET sort = '' WHERE sort = 'name'")


def downgrade() -> None:
	op.execute("DELETE FROM saved_view WHERE list_name <> 'customers'")
	op.execute(NUMBER_REPEATED)
	op.execute("UPDATE saved_view SET sort = 'name' WHERE sort = ''")
	op.execute(UNWRAP)
	op.execute("ALTER TABLE saved_view DROP CONSTRAINT uq_saved_view_owner_list_name_name_key")
	op.execute("ALTER TABLE saved_view DROP list_name, DROP name_key")
	op.create_unique_constraint("uq_saved_view_owner_name", "saved_view", ["owner", "name"])


def tell_names_apart() -> None:
	"""Write the keys; where two names of a person are one, the later gets a number."""
	connection, taken = op.get_bind(), Counter[tuple[str, str]]()
	for number, owner, name in connection.execute(sa.text(NAMES)).all():
		told, times = name, 1
		while taken[owner, fold(told)]:
			times += 1
			told = f"{name[:54]} ({times})"
		taken[owner, fold(told)] += 1
		values = {"id": number, "name": told, "key": fold(told)}
		connection.execute(sa.text(RENAME), values)


def fold(name: str) -> str:
	"""Return a name without capitals and accents."""
	plain = unicodedata.normalize("NFKD", name.casefold())
	return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())[:120]
