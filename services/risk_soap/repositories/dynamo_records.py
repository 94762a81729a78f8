"""How a record and its words stand in the table of a version in DynamoDB, and are written there.

A person is ``ID#<type>:<number>``, found by name through the index on `name_key`; each sound of
the name is an item ``WORD#<sound>`` of that person, with all words and sounds of the name, so
that one query finds who has the other words too.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from botocore.exceptions import ClientError

from chasqui.contracts.risk import RiskLevel
from risk_soap.domain.names import NameWords, read_name
from risk_soap.domain.persons import RiskRecord
from risk_soap.repositories.dynamo_calls import (
	MOST_TRANSACTED,
	DynamoBatchClient,
	Item,
	cut_in_chunks,
	is_refused,
)

ONLY = {"S": "-"}  # the sort key of an item that stands alone
NOT_NEWER = "attribute_not_exists(pk) OR as_of <= :as_of"


class DynamoVersionWriter:
	"""Writes the records of one version's table, and keeps their words in step."""

	def __init__(self, client: Any, table: str) -> None:
		self._client = client
		self._table = table
		self._batches = DynamoBatchClient(client)

	def put(self, records: Sequence[RiskRecord]) -> int:
		"""Write up to `MOST_READ` records with their words; return how many were not older."""
		chosen, older = _keep_newest(records)
		old = self._read(list(chosen))
		new = [record for key, record in chosen.items() if key not in old]
		requests = [item for record in new for item in _build_items(record)]
		self._batches.write(self._table, [{"PutRequest": {"Item": item}} for item in requests])
		refused = {
			key
			for key, record in chosen.items()
			if key in old and not self._replace(old[key], record)
		}
		taken = sum(record.key not in refused for record in records)
		return taken - sum(key not in refused for key in older)

	def remove(self, keys: Sequence[str]) -> bool:
		"""Remove persons and their words; say whether there was any."""
		old = self._read(keys)
		for record in old.values():
			doomed = [build_person_key(record.key), *_list_word_keys(record)]
			self._transact([{"Delete": {"Key": key}} for key in doomed])
		return bool(old)

	def _read(self, keys: Sequence[str]) -> dict[str, RiskRecord]:
		items = self._batches.read({self._table: [build_person_key(key) for key in keys]})
		return {record.key: record for record in map(read_person, items[self._table])}

	def _replace(self, old: RiskRecord, record: RiskRecord) -> bool:
		"""Replace a record at once with its words, unless it is newer; say whether it was not."""
		person, *words = _build_items(record)
		put: Item = {
			"Item": person,
			"ConditionExpression": NOT_NEWER,
			"ExpressionAttributeValues": {":as_of": {"S": record.as_of.isoformat()}},
		}
		try:
			if old.name == record.name:
				self._client.put_item(TableName=self._table, **put)
			else:
				self._transact([{"Put": put}, *_list_moves(old, words)])
		except ClientError as error:
			if is_refused(error):
				return False
			raise
		return True

	def _transact(self, actions: list[Item]) -> None:
		for action in actions:
			for write in action.values():
				write["TableName"] = self._table
		for chunk in cut_in_chunks(actions, MOST_TRANSACTED):
			self._client.transact_write_items(TransactItems=list(chunk))


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
	"""Return the record that a person's item has."""
	return RiskRecord(
		key=item["pk"]["S"].removeprefix("ID#"),
		name=item["name"]["S"],
		level=RiskLevel(item["level"]["S"]),
		score=int(item["score"]["N"]) if "score" in item else None,
		as_of=date.fromisoformat(item["as_of"]["S"]),
		source=item["source"]["S"],
	)


def _keep_newest(records: Sequence[RiskRecord]) -> tuple[dict[str, RiskRecord], list[str]]:
	"""Return each person's newest record (of one day, the later row), and the keys of older."""
	chosen: dict[str, RiskRecord] = {}
	older: list[str] = []
	for record in records:
		known = chosen.get(record.key)
		if known is not None and known.as_of > record.as_of:
			older.append(record.key)
		else:
			chosen[record.key] = record
	return chosen, older


def _build_items(record: RiskRecord) -> list[Item]:
	name = read_name(record.name)
	return [build_person(record, name), *build_words(record, name)]


def _list_moves(old: RiskRecord, words: Sequence[Item]) -> list[Item]:
	"""Return the actions that take a person from the words of the old name to the new ones."""
	kept = {word["pk"]["S"] for word in words}
	doomed = [key for key in _list_word_keys(old) if key["pk"]["S"] not in kept]
	return [
		*({"Put": {"Item": word}} for word in words),
		*({"Delete": {"Key": key}} for key in doomed),
	]


def _list_word_keys(record: RiskRecord) -> list[Item]:
	return [
		build_word_key(sound, record.key) for sound in sorted(set(read_name(record.name).sounds))
	]
