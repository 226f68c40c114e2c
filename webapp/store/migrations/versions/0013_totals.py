"""Totals of places, the cells of the map, and where each claim stands, so that the map need not count them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from math import asinh, floor, pi, radians, tan
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision: str | None = "0012"

LEVELS = (3, 5, 7, 9, 11, 13)
FINEST = LEVELS[-1]
NORTHERNMOST = 85.05
APPROXIMATE = "NEAR"
POINTS_CLASSES = ("P", "S", "R")
AREAS = frozenset("PCLI PCLD PCLF PCLS PCLIX PCL PCLH TERR CONT OCN SEA RGNX ADM2 ADM3 ADM4 ADM5 ADM2H ADM3H".split())
"""Codes of areas, whatever class they are of."""
LEAST_SAID = 0.35
"""From which probability claims counted as said, unless an operator set another: then the program counts anew."""
GROUNDS = ("content", "sentence", "paragraph", "before", "title", "article")
SHOWN = f"(c.said >= {LEAST_SAID} OR c.manner IN ('believes', 'denies', 'promises'))"
RANK = "CASE l.basis " + " ".join(f"WHEN '{ground}' THEN {rank}" for rank, ground in enumerate(GROUNDS)) + " END"
ROLES = "l.role IN ('about', 'actor')"
COPIES = "(SELECT id FROM article WHERE copy_of IS NOT NULL)"
ORIGINAL = f"c.article_id NOT IN {COPIES}"
ON_MAP = f"m.mappable AND m.place_id IS NOT NULL AND m.article_id NOT IN {COPIES}"
SCOPES = {"said": ("s.shown", f"AND {SHOWN}"), "every": ("s.original", "")}
TITLES, MENTIONS, OLD_MENTIONS = "ix_article_title", "ix_mention_place_id_article_id_position", "ix_mention_place_id"
TABLES = ("place_cell", "place_wording", "place_total", "counted_article", "standing", "tally")

STANDING = f"""
INSERT INTO standing (place_id, role, article_id, position, claim_id, rank, confidence, original, shown)
SELECT m.place_id, l.role, c.article_id, c.position, c.id, min({RANK}), max(l.confidence),
       CASE WHEN a.copy_of IS NULL THEN true ELSE false END,
       CASE WHEN a.copy_of IS NULL AND {SHOWN} THEN true ELSE false END
FROM claim c JOIN article a ON a.id = c.article_id
JOIN claim_place l ON l.claim_id = c.id JOIN mention m ON m.id = l.mention_id
WHERE m.place_id IS NOT NULL AND {ROLES}
GROUP BY m.place_id, l.role, c.id, c.article_id, c.position, c.said, c.manner, a.copy_of
"""
TALLY = f"""
INSERT INTO tally (id, least_said, revision, articles, copies, places, claims, attitudes)
SELECT 1, {LEAST_SAID}, 1, (SELECT count(*) FROM article), (SELECT count(copy_of) FROM article),
       (SELECT count(DISTINCT m.place_id) FROM mention m WHERE {ON_MAP}),
       (SELECT count(*) FROM claim c WHERE {ORIGINAL}), (SELECT count(*) FROM claim c WHERE {ORIGINAL} AND NOT {SHOWN})
"""
COUNTED = "INSERT INTO counted_article (article_id, original) SELECT id, copy_of IS NULL FROM article"
TOTALS = """
INSERT INTO place_total (place_id, scope, name, folded, lat, lon, is_area, cell, claims, acting, by_context, rank,
                         confidence, mentions, articles, unclaimed, revision)
SELECT p.id, '{scope}', p.name, '', p.lat, p.lon, false, 0, coalesce(s.claims, 0), coalesce(s.acting, 0),
       coalesce(s.by_context, 0), s.rank, s.confidence, coalesce(n.mentions, 0), coalesce(n.articles, 0),
       coalesce(n.unclaimed, 0), 1
FROM place p
LEFT JOIN (
  SELECT s.place_id, count(CASE WHEN s.role = 'about' THEN 1 END) AS claims,
         count(CASE WHEN s.role = 'actor' THEN 1 END) AS acting,
         count(CASE WHEN s.role = 'about' AND s.rank > 0 THEN 1 END) AS by_context,
         min(CASE WHEN s.role = 'about' THEN s.rank END) AS rank,
         max(CASE WHEN s.role = 'about' THEN s.confidence END) AS confidence
  FROM standing s WHERE {standing} GROUP BY s.place_id
) s ON s.place_id = p.id
LEFT JOIN (
  SELECT m.place_id, count(*) AS mentions, count(DISTINCT m.article_id) AS articles,
         count(CASE WHEN NOT EXISTS (
           SELECT 1 FROM claim_place l JOIN claim c ON c.id = l.claim_id
           WHERE l.mention_id = m.id AND {roles} {claims}) THEN 1 END) AS unclaimed
  FROM mention m WHERE {on_map} GROUP BY m.place_id
) n ON n.place_id = p.id
WHERE n.mentions > 0 OR p.id IN (SELECT place_id FROM standing WHERE original)
"""
POINTS = """
SELECT scope, cell, 1 AS places, claims, lat, lon, place_id AS busiest, name, claims AS most,
       row_number() OVER (PARTITION BY scope, cell ORDER BY claims DESC, mentions DESC, name, place_id) AS nth
FROM place_total WHERE mentions > 0 AND NOT is_area
"""
FINER = """
SELECT scope, within AS cell, places, claims, lat, lon, busiest, name, most,
       row_number() OVER (PARTITION BY scope, within ORDER BY most DESC, name, busiest) AS nth
FROM place_cell WHERE level = {finer}
"""
CELLS = """
INSERT INTO place_cell (scope, cell, level, x, y, within, places, claims, lat, lon, busiest, name, most)
SELECT scope, cell, {level}, cell / {side} % {side}, cell % {side}, {within}, sum(places), sum(claims),
       sum(lat * places) / sum(places), sum(lon * places) / sum(places), max(CASE WHEN nth = 1 THEN busiest END),
       max(CASE WHEN nth = 1 THEN name END), max(CASE WHEN nth = 1 THEN most END)
FROM ({inner}) AS one GROUP BY scope, cell
"""


def upgrade() -> None:
    """Create them and count what there is."""
    _create()
    bind = op.get_bind()
    for statement in (STANDING, TALLY, COUNTED):
        bind.execute(sa.text(statement))
    for scope, (standing, claims) in SCOPES.items():
        words = {"scope": scope, "standing": standing, "claims": claims, "roles": ROLES, "on_map": ON_MAP}
        bind.execute(sa.text(TOTALS.format(**words)))
    _fill_facts(bind)
    _fill_wordings(bind)
    for level, inner, within in _steps():
        statement = CELLS.format(level=level, side=2**FINEST, within=within, inner=inner)
        bind.execute(sa.text(statement))
    # At the end: an index that is there already would be kept in order row by row.
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    op.drop_index(OLD_MENTIONS, "mention")


def downgrade() -> None:
    """Drop them again."""
    op.create_index(OLD_MENTIONS, "mention", ["place_id"])
    op.drop_index(MENTIONS, "mention")
    op.drop_index(TITLES, "article")
    for name in TABLES:
        op.drop_table(name)


INDEXES = (
    ("ix_standing_article_id", "standing", ["article_id"]),
    ("ix_standing_claim_id", "standing", ["claim_id", "rank", "confidence"]),
    ("ix_standing_surest", "standing", ["place_id", "role", "confidence"]),
    ("ix_place_total_busiest", "place_total", ["scope", "claims", "mentions", "lon", "lat", "is_area"]),
    ("ix_place_total_lon", "place_total", ["scope", "lon", "lat"]),
    ("ix_place_total_cell", "place_total", ["cell"]),
    ("ix_place_total_revision", "place_total", ["scope", "revision"]),
    ("ix_place_cell_view", "place_cell", ["scope", "level", "x", "y"]),
    ("ix_place_cell_within", "place_cell", ["within"]),
    (MENTIONS, "mention", ["place_id", "article_id", "position"]),
    (TITLES, "article", ["title", "publisher"]),
)


def _create() -> None:
    number, word, share = sa.Integer(), sa.String(), sa.Float()
    op.create_table(
        "tally",
        sa.Column("id", number, nullable=False),
        sa.Column("least_said", share, nullable=False),
        *_needed(number, "revision", "articles", "copies", "places", "claims", "attitudes"),
        sa.PrimaryKeyConstraint("id", name="pk_tally"),
    )
    op.create_table(
        "standing",
        *_needed(word, "place_id", "role"),
        *_needed(number, "article_id", "position", "claim_id", "rank"),
        *_needed(share, "confidence"),
        *_needed(sa.Boolean(), "original", "shown"),
        sa.PrimaryKeyConstraint("place_id", "role", "article_id", "position", name="pk_standing"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_standing_article_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counted_article",
        sa.Column("article_id", number, nullable=False),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_counted_article"),
    )
    op.create_table(
        "place_total",
        *_needed(word, "place_id", "scope", "name", "folded"),
        *_needed(share, "lat", "lon"),
        *_needed(sa.Boolean(), "is_area"),
        *_needed(number, "cell", "claims", "acting", "by_context"),
        sa.Column("rank", number),
        sa.Column("confidence", share),
        *_needed(number, "mentions", "articles", "unclaimed", "revision"),
        sa.PrimaryKeyConstraint("place_id", "scope", name="pk_place_total"),
    )
    op.create_table(
        "place_wording",
        *_needed(word, "place_id", "text", "folded"),
        *_needed(number, "count", "first"),
        sa.PrimaryKeyConstraint("place_id", "text", name="pk_place_wording"),
    )
    op.create_table(
        "place_cell",
        *_needed(number, "cell"),
        *_needed(word, "scope"),
        *_needed(number, "within", "level", "x", "y", "places", "claims"),
        *_needed(share, "lat", "lon"),
        *_needed(word, "busiest", "name"),
        *_needed(number, "most"),
        sa.PrimaryKeyConstraint("cell", "scope", name="pk_place_cell"),
        sqlite_with_rowid=False,
    )


def _needed(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _fill_facts(bind: sa.Connection) -> None:
    """Fill in what is worked out from a place itself."""
    columns = "id, name, lat, lon, feature_class, feature_code, admin1, admin2"
    rows = bind.execute(sa.text(f"SELECT {columns} FROM place")).all()
    facts = [
        {
            "id": place.id,
            "folded": _folded(place.name, place.admin2, place.admin1),
            "is_area": _is_area(place.feature_class, place.feature_code),
            "cell": _cell(place.lat, place.lon),
        }
        for place in rows
    ]
    if facts:
        change = "UPDATE place_total SET folded = :folded, is_area = :is_area, cell = :cell WHERE place_id = :id"
        bind.execute(sa.text(change), facts)


def _fill_wordings(bind: sa.Connection) -> None:
    query = f"SELECT m.place_id, m.text, count(*), min(m.id) FROM mention m WHERE {ON_MAP} GROUP BY m.place_id, m.text"
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for place, text, count, first in bind.execute(sa.text(query)):
        key = place, " ".join(text.split())
        more, earlier = found.get(key, (0, first))
        found[key] = count + more, min(first, earlier)
    rows = [
        {"place": place, "text": text, "folded": _folded(text), "count": count, "first": first}
        for (place, text), (count, first) in found.items()
    ]
    if rows:
        values = "VALUES (:place, :text, :folded, :count, :first)"
        bind.execute(sa.text(f"INSERT INTO place_wording (place_id, text, folded, count, first) {values}"), rows)


def _folded(*words: str | None) -> str:
    text = unicodedata.normalize("NFD", " ".join(word for word in words if word))
    return "".join(char for char in text if not unicodedata.category(char).startswith("M")).lower()


def _is_area(feature_class: str, feature_code: str) -> bool:
    return feature_code in AREAS or (feature_code != APPROXIMATE and feature_class not in POINTS_CLASSES)


def _cell(lat: float, lon: float) -> int:
    """The key of the finest cell that holds a point."""
    across = 1 << FINEST
    y = (1 - asinh(tan(radians(max(-NORTHERNMOST, min(NORTHERNMOST, lat))))) / pi) / 2
    column, row = (max(0, min(across - 1, floor(part * across))) for part in ((lon + 180) / 360, y))
    return FINEST << 2 * FINEST | column << FINEST | row


def _steps() -> Iterable[tuple[int, str, str]]:
    """Each level from the finest on, what it is gathered from, and the key of the cell of the next that one is in."""
    side = 2**FINEST
    finer: int | None = None
    for level, coarser in [*pairwise(reversed(LEVELS)), (LEVELS[0], None)]:
        inner = POINTS if finer is None else FINER.format(finer=finer)
        if coarser is None:
            within = "0"
        else:
            step = 2 ** (level - coarser)
            within = f"{coarser * 4**FINEST} + cell / {side} % {side} / {step} * {side} + cell % {side} / {step}"
        yield level, inner, within
        finer = level
