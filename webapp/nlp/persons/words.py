"""Common nouns for persons: what somebody is who has an office, a trade or a part in the story."""

from __future__ import annotations

from webapp.nlp.persons.introduced import OFFICES

PERSON_NOUNS = OFFICES | frozenset(
    """boss brother child commentator daughter elder grandmother grandfather head husband lady minister neighbour
    neighbor parliamentarian parent sister son spokeswoman teenager uncle aunt vice-president wife youth
    businessperson campaigner chairperson chieftain diplomat dissident farmer fighter general herdsman king mother
    ombudsman passenger politician professor prosecutor queen referee representative scot shopkeeper
    survivor villager observer author chairman spokesman""".split()
)
"""Lower case, singular."""
