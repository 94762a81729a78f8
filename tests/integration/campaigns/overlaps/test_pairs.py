"""What is kept of every two audiences is what a count of their members finds, whatever happens."""

from random import Random
from threading import Event as Signal
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import text

from campaigns.audiences.repositories.audiences import AudienceRepository
from campaigns.overlaps.repositories.pairs import OverlapRepository
from tests.integration.campaigns.statistics.test_campaign_report import erase
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.overlap_world import OverlapWorld


@pytest.fixture
def overlaps(world: CampaignsWorld) -> OverlapWorld:
	return OverlapWorld(world)


@pytest.mark.covers("K20")
class TestPairs:
	def test_a_new_audience_is_counted_against_all_others(self, overlaps: OverlapWorld) -> None:
		first = overlaps.add(range(1, 11))
		second = overlaps.add(range(6, 16))
		third = overlaps.add(range(10, 12))
		assert overlaps.read_kept() == {
			frozenset({first, second}): 5,
			frozenset({first, third}): 1,
			frozenset({second, third}): 2,
		}

	def test_a_rebuilding_replaces_them_and_a_broken_one_leaves_them(
		self, overlaps: OverlapWorld
	) -> None:
		first, second = overlaps.add(range(1, 11)), overlaps.add(range(6, 16))
		overlaps.build(second, range(9, 20))
		assert overlaps.read_kept() == {frozenset({first, second}): 2}
		overlaps.world.customers.cut = "silent"
		overlaps.world.build_audience(second)
		assert overlaps.read_kept() == {frozenset({first, second}): 2}

	@pytest.mark.covers("R45")
	def test_merged_records_are_one_person_and_two_again_once_parted(
		self, overlaps: OverlapWorld
	) -> None:
		first, second = overlaps.add([1, 2, 9]), overlaps.add([3, 9])
		overlaps.merge(2, 3)
		overlaps.merge(1, 2)
		collector = overlaps.world.wiring.overlap_collector
		assert collector.count_stale() == 2
		assert collector.count_stale() == 0
		assert overlaps.read_kept() == {frozenset({first, second}): 2}
		overlaps.part(1, 2)
		collector.count_stale()
		assert overlaps.read_kept() == {frozenset({first, second}): 2}
		overlaps.part(2, 3)
		collector.count_stale()
		assert overlaps.read_kept() == {frozenset({first, second}): 1}

	@pytest.mark.covers("R44")
	def test_an_erased_person_goes_on_being_counted(self, overlaps: OverlapWorld) -> None:
		first, second = overlaps.add([1, 2]), overlaps.add([1, 3])
		erase(overlaps.world, 1)
		assert overlaps.read_kept() == {frozenset({first, second}): 1}
		assert overlaps.recount() == 0

	@pytest.mark.parametrize("seed", range(6))
	def test_whatever_happens_they_are_what_the_members_say(
		self, overlaps: OverlapWorld, seed: int
	) -> None:
		chance = Random(seed)
		people = range(1, 40)
		campaigns = [overlaps.add(chance.sample(people, chance.randrange(20))) for _ in range(4)]
		for _ in range(12):
			happen(overlaps, chance, campaigns, people)
			overlaps.world.wiring.overlap_collector.count_stale()
			assert overlaps.read_kept() == overlaps.count_by_hand()
		assert overlaps.recount() == 0

	def test_a_difference_is_found_written_down_and_mended(self, overlaps: OverlapWorld) -> None:
		first, second = overlaps.add([1, 2, 3]), overlaps.add([1, 2])
		third = overlaps.add([3, 4])
		assert overlaps.recount() == 0
		with overlaps.world.wiring.database.open_session() as session:
			session.execute(text("DELETE FROM audience_member WHERE customer_id = 1"))
			session.execute(text("DELETE FROM audience_overlap WHERE members = 1"))
		assert overlaps.recount() == 2
		assert overlaps.read_kept() == {frozenset({first, second}): 1, frozenset({first, third}): 1}
		assert overlaps.recount() == 0

	def test_two_that_are_built_at_once_see_each_other(self, overlaps: OverlapWorld) -> None:
		first, second = overlaps.add([1]), overlaps.add([2])
		both, head = [first, second], overlaps.world
		head.customers.members = make_members(3)
		begin, met = OverlapRepository.begin, [Signal(), Signal()]

		def begin_together(repository: OverlapRepository) -> None:
			mine = met[0] if not met[0].is_set() else met[1]
			mine.set()
			met[1].wait(5.0)
			begin(repository)

		with patch.object(OverlapRepository, "begin", begin_together):
			threads = [Thread(target=head.build_audience, args=(one,)) for one in both]
			for one in threads:
				one.start()
			for one in threads:
				one.join()
		assert overlaps.read_kept() == {frozenset(both): 3}

	def test_a_merge_does_not_stop_a_rebuilding_nor_the_reverse(
		self, overlaps: OverlapWorld
	) -> None:
		first, second = overlaps.add([1, 2]), overlaps.add([1, 3])
		copy_members = AudienceRepository.copy_members
		merging = Thread(target=overlaps.merge, args=(2, 3))

		def copy_while_merging(audiences: AudienceRepository, chunks: Any) -> int:
			copied = copy_members(audiences, chunks)
			merging.start()
			merging.join(1.0)
			return copied

		with patch.object(AudienceRepository, "copy_members", copy_while_merging):
			overlaps.build(second, [1, 3])
		merging.join(10.0)
		assert not merging.is_alive()
		overlaps.world.wiring.overlap_collector.count_stale()
		assert overlaps.read_kept() == {frozenset({first, second}): 2}


def happen(overlaps: OverlapWorld, chance: Random, campaigns: list[int], people: range) -> None:
	"""Build, erase, merge or part, at random."""
	what = chance.choice(["build", "erase", "merge", "part"])
	if what == "build":
		overlaps.build(chance.choice(campaigns), chance.sample(people, chance.randrange(20)))
	elif what == "erase":
		erase(overlaps.world, chance.choice(people))
	elif what == "part" and overlaps.persons:
		merged_id = chance.choice(sorted(overlaps.persons))
		overlaps.part(overlaps.persons[merged_id], merged_id)
	else:
		standing = [one for one in people if one not in overlaps.persons]
		kept_id, merged_id = chance.sample(standing, 2)
		overlaps.merge(kept_id, merged_id)
