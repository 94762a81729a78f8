"""Searches one version's table by name, with bounded work."""

from typing import Any

from risk_soap.domain.names import NameWords
from risk_soap.domain.records import RiskRecord
from risk_soap.repositories.dynamo_records import read_person
from risk_soap.repositories.dynamo_tables import NAME_INDEX
from risk_soap.repositories.store import MOST_CANDIDATES

MOST_EXAMINED = 20_000  # persons with the rarest word
MOST_COUNTED = 1000  # beyond that a word is common, however common


class DynamoSearch:
	"""Reads the table of one version."""

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
