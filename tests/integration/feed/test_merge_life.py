"""Two records are merged and parted again: every table of every service is as it was before."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from chasqui.contracts.customers.fields import CHOSEN
from chasqui.contracts.customers.quality import MergeRequest
from chasqui.contracts.customers.rights import ErasureRequest
from chasqui.kernel.personal.declarations import FOLLOWS, IS_MERGE, STAYS, By, Personal
from tests.integration.customers.rights.test_rights import FakeRisk, end_erasures, make_runner
from tests.support.merge_planting import MergeGarden, Planted
from tests.support.merge_world import ACTOR, MergeWorld
from tests.support.planting import WRITTEN_BY_ERASING
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

KEPT_ID, MERGED_ID = 502, 501
# Among seventy, those between which each fault that was found once shows itself.
SEEDS = (0, 1, 4, 6, 7, 24, 50, 63, 66)
LONG_AGO = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


@pytest.fixture
def world(
	servers: TestServers, make_database: Callable[[str], str], tokens: TokenMaker, tmp_path: Path
) -> Iterator[MergeWorld]:
	urls = {name: make_database(name) for name in ("customers", "campaigns", "mailer")}
	made = MergeWorld(urls, servers.redis.build_url(0), tokens, tmp_path)
	yield made
	made.close()


@pytest.mark.covers("R45")
@pytest.mark.parametrize("seed", SEEDS)
def test_an_undone_merge_leaves_every_table_as_it_was(world: MergeWorld, seed: int) -> None:
	chance = random.Random(seed)
	kept, merged = make_pair(chance)
	gardens = plant(world, kept, merged, seed)
	before = read(world, gardens)
	taken = [name for name in CHOSEN if chance.random() < 0.5]
	made = world.merge(MergeRequest(kept_id=kept.id, merged_id=merged.id, taken=taken))
	joined = read(world, gardens)
	world.undo(made)
	after = read(world, gardens)
	faults = []
	for service, garden in gardens.items():
		for table, rule in garden.list_rules():
			name = f"{service}.{table}"
			if rule.merge is STAYS:
				faults += compare(name, rule, before[name], joined[name])
			faults += compare(name, rule, before[name], after[name])
	assert not faults, "\n".join(faults)


@pytest.mark.covers("R44")
def test_an_erasure_reaches_what_a_merge_had_brought(world: MergeWorld) -> None:
	kept, merged = make_pair(random.Random(1))
	gardens = plant(world, kept, merged, 1)
	world.merge(MergeRequest(kept_id=kept.id, merged_id=merged.id, taken=["address"]))
	assert find_texts(world, gardens) != {}
	reason = ErasureRequest(reason="Lo pidió")
	with world.customers.database.open_session() as session:
		world.customers.make_eraser(session).begin(kept.id, reason, ACTOR)
	world.follow()
	assert world.mailer.erasure_worker.write_receipts() == 2
	world.follow()
	assert end_erasures(make_runner(world.customers, FakeRisk())) == 2
	assert find_texts(world, gardens) == {}


def find_texts(world: MergeWorld, gardens: dict[str, MergeGarden]) -> dict[str, list[str]]:
	"""Return the tables in which something stands that tells either of the two."""
	secrets = re.compile(r"(uno|dos)@|Rosa (UNO|DOS)|Calle (UNO|DOS)|1710034065|0926687856|\+59399")
	found = {name: secrets.findall(repr(rows)) for name, rows in read(world, gardens).items()}
	return {name: texts for name, texts in found.items() if texts}


def plant(world: MergeWorld, kept: Planted, merged: Planted, seed: int) -> dict[str, MergeGarden]:
	"""Have both stand in every table that a merge may meet."""
	gardens = {}
	for service, database, tables in world.list_services():
		garden = gardens[service] = MergeGarden(tables, kept, merged, seed)
		with database.open_session() as session:
			planted = garden.plant(session)
		expected = {table for table, rule in garden.list_rules() if is_met(table, rule)}
		assert expected - planted <= {"objection", "suppression"}  # where somebody has withdrawn
	return gardens


def is_met(table: str, rule: Personal) -> bool:
	is_planted = rule.merge not in (IS_MERGE, FOLLOWS) and table not in WRITTEN_BY_ERASING
	return is_planted and By.ID in [*rule.refers.values()]


def read(world: MergeWorld, gardens: dict[str, MergeGarden]) -> Rows:
	found: Rows = {}
	for service, database, _tables in world.list_services():
		with database.open_session() as session:
			rows = gardens[service].read(session)
			found |= {f"{service}.{table}": told for table, told in rows.items()}
	return found


def compare(name: str, rule: Personal, before: Any, after: Any) -> list[str]:
	"""Return what is otherwise than before and has no reason to be so."""
	faults = [f"{name} {key}: gone" for key in before if key not in after]
	if not rule.merge.adds:
		faults += [f"{name} {key}: came" for key in after if key not in before]
	for key in [one for one in before if one in after]:
		for column, value in before[key].items():
			if value != after[key][column] and column not in rule.merge.lasts:
				faults.append(f"{name}{key}.{column}: {value!r} -> {after[key][column]!r}")
	return faults


def make_pair(chance: random.Random) -> tuple[Planted, Planted]:
	"""Return two records that have some things in common, as chance will have it."""
	kept = make_facts(chance, "1710034065", "UNO")
	merged = make_facts(chance, "0926687856", "DOS")
	for shared in ("email", "phone"):
		if chance.random() < 0.3:
			merged[shared] = kept[shared]
	if merged["email"] is None:
		merged["email_bounced_at"] = None
	return Planted(KEPT_ID, settle(kept)), Planted(MERGED_ID, settle(merged))


def make_facts(chance: random.Random, number: str, name: str) -> dict[str, Any]:
	def maybe(value: Any, likely: float = 0.6) -> Any:
		return value if chance.random() < likely else None

	has_category = chance.random() < 0.5
	return {
		"kind": "person", "id_type": "cedula", "id_number": number, "name": f"Rosa {name}",
		"name_key": f"ROSA {name}", "gender": chance.choice(["F", "unknown"]),
		"birth_date": maybe(date(1980, 1, 2)), "monthly_income": maybe(Decimal("1200.00")),
		"email": maybe(f"{name.lower()}@example.com", 0.8),
		"phone": maybe(f"+59399{number[:7]}", 0.8), "address": maybe(f"Calle {name}"),
		"province": "EC-P", "canton": "1701", "registered_on": date(2015, 1, 1),
		"consent_source": "staff:1", "email_bounced_at": maybe(LONG_AGO, 0.3),
		"email_withdrawn_at": maybe(LONG_AGO, 0.3), "phone_withdrawn_at": maybe(LONG_AGO, 0.3),
		"last_contact_at": maybe(LONG_AGO), "warnings": maybe(["wrong_phone"], 0.4) or [],
		"preferred_channel": maybe("phone"), "contact_hours": maybe(["morning"]) or [],
		"language": "es", "custom": maybe({f"campo_{name.lower()}": "1"}) or {},
		"category_override": "gold" if has_category else None,
		"category_reason": f"Por {name}" if has_category else None,
		"category_until": date(2030, 1, 1) if has_category else None,
		"consent_email": chance.random() < 0.7, "consent_phone": chance.random() < 0.7,
		"updated_at": LONG_AGO, "created_at": LONG_AGO, "profile_version": 3, "synthetic": False,
	}  # fmt: skip


def settle(facts: dict[str, Any]) -> dict[str, Any]:
	"""Make the facts agree, and add what follows from them."""
	for channel in ("email", "phone"):
		if facts[f"{channel}_withdrawn_at"]:
			facts[f"consent_{channel}"] = False
	if facts["email"] is None:
		facts["email_bounced_at"] = None
	if facts["phone"] is None:
		facts["warnings"] = []
	is_reached = facts["email"] and not facts["email_bounced_at"]
	facts["may_email"] = bool(is_reached and facts["consent_email"])
	facts["may_phone"] = bool(facts["phone"] and facts["consent_phone"])
	return facts
