"""How a record and its words stand in DynamoDB.

A person is ``ID#<type>:<number>``, found by name through the index on `name_key`; each sound of
the name is an item ``WORD#<sound>`` of that person, with all words and sounds of the name, so
that one query finds who has the other words too.
"""

from datetime import date
from typing import Any

from chasqui.contracts.risk import RiskLevel
from risk_soap.domain.names import NameWords
from risk_soap.domain.records import RiskRecord
from risk_soap.repositories.dynamo_calls import Item

ONLY = {"S": "-"}  # the sort key of an item that stands alone


def build_person_key(key: str) -> Item:
	return {"pk": {"S": f"ID#{key}"}, "sk": ONLY}


def build_word_key(sound: str, key: str) -> Item:
	return {"pk": {"S": f"WORD#{sound}"}, "sk": {"S": key}}


def build_person(record: RiskRecord, name: NameWords) -> Item:
	"""Return the item of a person."""
	item = {
		**build_person_key(record.key),
		"name_key": {"S": name.key},
		"name": {"S": record.name},
		"level": {"S": record.level.value},
		"as_of": {"S": record.as_of.isoformat()},
		"source": {"S": record.source},
	}
	if record.score is not None:
		item["score"] = {"N": str(record.score)}
	return item


def build_words(record: RiskRecord, name: NameWords) -> list[Item]:
	"""Return the items by which a person is found by the words of the name."""
	words, sounds = sorted(set(name.words)), sorted(set(name.sounds))
	return [
		{**build_word_key(sound, record.key), "words": {"SS": words}, "sounds": {"SS": sounds}}
		for sound in sounds
	]


def read_person(item: Any) -> RiskRecord:
	"""Return the record that a person's item tells."""
	return RiskRecord(
		key=item["pk"]["S"].removeprefix("ID#"),
		name=item["name"]["S"],
		level=RiskLevel(item["level"]["S"]),
		score=int(item["score"]["N"]) if "score" in item else None,
		as_of=date.fromisoformat(item["as_of"]["S"]),
		source=item["source"]["S"],
	)
