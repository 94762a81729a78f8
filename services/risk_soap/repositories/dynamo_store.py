"""Risk records in DynamoDB (K30), and the audit of their look-ups.

No call of DynamoDB reads and writes at once: the audit is written after the read and before the
answer. Each read also reads which version is current; if it has changed, all is read again.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Unavailable
from risk_soap.domain.names import NameWords
from risk_soap.domain.persons import Access, Asked, RiskRecord, Trail, find_status
from risk_soap.repositories.dynamo_calls import (
	MOST_READ,
	NO_TABLE,
	DynamoBatchClient,
	Item,
	cut_in_chunks,
	is_refused,
	read_code,
	translate_failures,
)
from risk_soap.repositories.dynamo_records import ONLY, build_person_key, read_person
from risk_soap.repositories.dynamo_table_repository import (
	NAME_INDEX,
	STATE,
	TTL_FIELD,
	DynamoTableRepository,
	read_version,
)
from risk_soap.repositories.store import DOWN, MOST_CANDIDATES

MOST_EXAMINED = 20_000  # persons with the rarest word
MOST_COUNTED = 1000  # beyond that a word is common, however common
MOST_SWAPS = 5  # as often may the version change under one read
NOBODY = "-"
INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
Answer = TypeVar("Answer")
Persons = dict[str, RiskRecord]


class Swapped(Exception):
	"""Another version has become current."""

	def __init__(self, version: str) -> None:
		super().__init__(version)
		self.version = version


class DynamoRiskStore:
	"""See `RiskStore`; `retention` is how long the audit's items stay."""

	def __init__(self, client: Any, tables: DynamoTableRepository, *, retention: timedelta) -> None:
		self._client = client
		self._tables = tables
		self._batches = DynamoBatchClient(client)
		self._retention = retention
		self._version = ""

	def find(self, asked: Sequence[Asked], trail: Trail) -> list[RiskRecord | None]:
		keys = list(dict.fromkeys(key for one in asked for key in one.keys))
		with translate_failures():
			found = self._read_one_version(lambda version: self._get_persons(version, keys))
		records = [next((found[key] for key in one.keys if key in found), None) for one in asked]
		shown = [
			(
				one.find_mark(record.key if record else None),
				find_status(record, trail.fresh_since).value,
			)
			for one, record in zip(asked, records, strict=True)
		]
		self.note(shown, trail)
		return records

	def search(self, name: NameWords, enough: int) -> list[RiskRecord]:
		def find_candidates(version: str) -> list[RiskRecord]:
			if not version:
				return list(self._get_persons(version, []).values())
			search = DynamoSearchReader(self._client, self._tables.name_version(version))
			exact = search.find_exact(name)
			keys = search.find_by_words(name, {record.key for record in exact}, enough)
			return [*exact, *self._get_persons(version, keys).values()]

		with translate_failures():
			return self._read_one_version(find_candidates)

	def note(self, shown: Sequence[tuple[str, str]], trail: Trail) -> None:
		people = shown or [(NOBODY, "NOT_FOUND")]
		items = [
			{"PutRequest": {"Item": self._build_access(place, mark, status, trail)}}
			for place, (mark, status) in enumerate(people)
		]
		with translate_failures():
			self._batches.write(self._tables.name, items)

	def list_accesses(self, mark: str, since: datetime) -> Iterator[Access]:
		pages = self._client.get_paginator("query").paginate(
			TableName=self._tables.name,
			KeyConditionExpression="pk = :pk AND sk >= :since",
			ExpressionAttributeValues={
				":pk": {"S": f"AUDIT#{mark}"},
				":since": {"S": since.astimezone(UTC).strftime(INSTANT)},
			},
			ConsistentRead=True,
		)
		with translate_failures():
			for page in pages:
				yield from map(_read_access, page["Items"])

	def use_nonce(self, key: str, kept: timedelta) -> bool:
		expires = int((read_now() + kept).timestamp())
		with translate_failures():
			try:
				self._client.put_item(
					TableName=self._tables.name,
					Item={"pk": {"S": f"NONCE#{key}"}, "sk": ONLY, TTL_FIELD: {"N": str(expires)}},
					ConditionExpression="attribute_not_exists(pk)",
				)
			except ClientError as error:
				if not is_refused(error):
					raise
				return False
		return True

	def ping(self) -> None:
		with translate_failures():
			self._tables.read_current()

	def _read_one_version(self, read: Callable[[str], Answer]) -> Answer:
		for _ in range(MOST_SWAPS):
			try:
				return read(self._version)
			except Swapped as swapped:
				self._version = swapped.version
			except ClientError as error:
				if read_code(error) != NO_TABLE:
					raise
				self._version = self._tables.read_current()
		raise Unavailable(DOWN, code="store_down")

	def _get_persons(self, version: str, keys: Sequence[str]) -> Persons:
		"""Return the records that are there, by key; raise Swapped if the version is another."""
		chunks = cut_in_chunks(keys if version else [], MOST_READ - 1) or [[]]
		found: Persons = {}
		for chunk in chunks:
			found |= self._get_chunk(version, chunk)
		# What is missing may be so because the version's table was dropped meanwhile.
		if version and len(found) < len(keys):
			self._check_version(version, self._tables.read_current())
		return found

	def _get_chunk(self, version: str, keys: Sequence[str]) -> Persons:
		control, table = self._tables.name, self._tables.name_version(version)
		wanted = {control: [STATE], table: [build_person_key(key) for key in keys]}
		answer = self._batches.read(wanted)
		self._check_version(version, read_version(next(iter(answer[control]), None)))
		return {record.key: record for record in map(read_person, answer[table])}

	def _check_version(self, version: str, current: str) -> None:
		if current != version:
			raise Swapped(current)

	def _build_access(self, place: int, mark: str, status: str, trail: Trail) -> Item:
		asker = trail.asker
		expires = int((trail.at + self._retention).timestamp())
		at = trail.at.astimezone(UTC).strftime(INSTANT)
		return {
			"pk": {"S": f"AUDIT#{mark}"},
			"sk": {"S": f"{at}#{asker.correlation_id}#{place}"},
			"consumer": {"S": asker.consumer},
			"purpose": {"S": asker.purpose},
			"operation": {"S": trail.operation.value},
			"status": {"S": status},
			"correlation": {"S": asker.correlation_id},
			TTL_FIELD: {"N": str(expires)},
		}


class DynamoSearchReader:
	"""Searches the table of one version by name, with bounded work."""

	def __init__(self, client: Any, table: str) -> None:
		self._client = client
		self._table = table

	def find_exact(self, name: NameWords) -> list[RiskRecord]:
		"""Return records with the same words."""
		answer = self._client.query(
			TableName=self._table,
			IndexName=NAME_INDEX,
			KeyConditionExpression="name_key = :key",
			ExpressionAttributeValues={":key": {"S": name.key}},
			Limit=MOST_CANDIDATES,
		)
		return [read_person(item) for item in answer["Items"]]

	def find_by_words(self, name: NameWords, known: set[str], enough: int) -> list[str]:
		"""Return keys of persons, those `known` left out, with all the words.

		If these and the known are fewer than `enough`, those with all the sounds too.
		"""
		sounds = sorted(set(name.sounds))
		counts = [self._count(sound) for sound in sounds]
		if not all(counts):
			return []
		rarest = sounds[counts.index(min(counts))]
		found = self._find_keys(rarest, "words", sorted(set(name.words)))
		if len(known | set(found)) < enough:
			found += self._find_keys(rarest, "sounds", [one for one in sounds if one != rarest])
		return [key for key in dict.fromkeys(found) if key not in known]

	def _count(self, sound: str) -> int:
		"""Return how many persons have a sound, counted up to `MOST_COUNTED`."""
		answer = self._client.query(
			TableName=self._table,
			KeyConditionExpression="pk = :pk",
			ExpressionAttributeValues={":pk": {"S": f"WORD#{sound}"}},
			Select="COUNT",
			Limit=MOST_COUNTED,
		)
		return int(answer["Count"])

	def _find_keys(self, sound: str, field: str, wanted: list[str]) -> list[str]:
		"""Return keys of persons with a sound whose `field` holds all that is wanted."""
		values: dict[str, Any] = {f":w{n}": {"S": text} for n, text in enumerate(wanted)}
		condition = " AND ".join(f"contains(#field, {name})" for name in values)
		given: dict[str, Any] = {
			"TableName": self._table,
			"KeyConditionExpression": "pk = :pk",
			"ExpressionAttributeValues": {":pk": {"S": f"WORD#{sound}"}, **values},
		}
		if condition:
			given |= {"FilterExpression": condition, "ExpressionAttributeNames": {"#field": field}}
		found: list[str] = []
		examined = 0
		for page in self._client.get_paginator("query").paginate(**given):
			found += [item["sk"]["S"] for item in page["Items"]]
			examined += page["ScannedCount"]
			if len(found) >= MOST_CANDIDATES or examined >= MOST_EXAMINED:
				break
		return found[:MOST_CANDIDATES]


def _read_access(item: Any) -> Access:
	at = datetime.strptime(item["sk"]["S"].partition("#")[0], INSTANT).replace(tzinfo=UTC)
	fields = ("consumer", "purpose", "operation", "status", "correlation")
	return Access(at, *(item[field]["S"] for field in fields))
