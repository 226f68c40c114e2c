"""Speakers across articles, kept beside the claims; the members of merges and splits as rows."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"

TABLES = (
    "speaker_state",
    "speakers_apart",
    "speaker_hint",
    "speaker_choice_member",
    "speaker_move",
    "speaker_word",
    "speaker_term",
    "spoken",
    "speaker_voice",
    "speaker_group",
)
CHUNK = 1_000

member_table = sa.table(
    "speaker_choice_member",
    *(sa.column(name) for name in ("id", "choice_id", "chosen", "content_hash", "name", "start")),
    *(sa.column(name) for name in ("name_now", "start_now", "key", "key_now")),
)


def upgrade() -> None:
    """Create them and mark them as empty: the program fills them from the claims, once all migrations have run."""
    _kept()
    _words()
    _decisions()
    _members_from_json()
    # Not in a batch: that replaces the table, which would delete the members that belong to its rows.
    op.drop_column("speaker_choice", "chosen")
    op.drop_column("speaker_choice", "other")
    op.create_table(
        "speaker_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Boolean(), nullable=False),
        sa.Column("least_said", sa.Float(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_state"),
    )
    op.execute("INSERT INTO speaker_state (id, filled, least_said, claims, said) VALUES (1, false, 0, 0, 0)")


def downgrade() -> None:
    """Put the members of merges and splits back into their choices, and drop the rest."""
    op.execute("DELETE FROM speaker_choice WHERE kind = 'apart'")
    for name in ("chosen", "other"):
        op.add_column("speaker_choice", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    _members_to_json()
    for name in TABLES:
        op.drop_table(name)


def _kept() -> None:
    op.create_table(
        "speaker_group",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("label", "public_id", "name", "sort_name")),
        sa.Column("first", sa.String(), nullable=False, server_default=""),
        *(
            sa.Column(name, sa.Integer(), nullable=False, server_default="0")
            for name in ("claims", "said", "articles", "said_articles", "generic", "said_generic")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_group"),
        sa.UniqueConstraint("label", name="uq_speaker_group_label"),
    )
    op.create_index("ix_speaker_group_public_id", "speaker_group", ["public_id"])
    op.create_index("ix_speaker_group_said", "speaker_group", ["said", "sort_name", "public_id"])
    op.create_index("ix_speaker_group_claims", "speaker_group", ["claims", "sort_name", "public_id"])
    op.create_table(
        "speaker_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("key", "words", "mark")),
        sa.Column("grew", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_voice"),
        _reference("speaker_voice", "article_id", "article.id"),
    )
    op.create_index("ix_speaker_voice_article_id", "speaker_voice", ["article_id"])
    op.create_index("ix_speaker_voice_key", "speaker_voice", ["key", "grew"])
    op.create_table(
        "spoken",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("claim_id", "voice_id", "group_id", "day", "article_id", "position", "start")
        ),
        sa.Column("generic", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name="pk_spoken"),
        _reference("spoken", "claim_id", "claim.id"),
        _reference("spoken", "voice_id", "speaker_voice.id"),
        sa.ForeignKeyConstraint(["group_id"], ["speaker_group.id"], name="fk_spoken_group_id"),
    )
    op.create_index("ix_spoken_voice_id", "spoken", ["voice_id"])
    newest: list[Any] = ["group_id", sa.text("day DESC"), sa.text("article_id DESC"), "position"]
    op.create_index("ix_spoken_newest", "spoken", newest)


def _words() -> None:
    op.create_table(
        "speaker_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "text")),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_term"),
        sa.UniqueConstraint("group_id", "kind", "text", name="uq_speaker_term_group_id"),
        _reference("speaker_term", "group_id", "speaker_group.id"),
    )
    op.create_index("ix_speaker_term_claims", "speaker_term", ["group_id", "kind", "claims", "text"])
    op.create_table(
        "speaker_word",
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("term_id", "word", name="pk_speaker_word"),
        _reference("speaker_word", "term_id", "speaker_term.id"),
    )
    op.create_index("ix_speaker_word_word", "speaker_word", ["word", "named", "group_id"])


def _decisions() -> None:
    op.create_table(
        "speaker_move",
        sa.Column("choice_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("label", "into", "public_id")),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("choice_id", "label", name="pk_speaker_move"),
        _reference("speaker_move", "choice_id", "speaker_choice.id"),
    )
    op.create_index("ix_speaker_move_label", "speaker_move", ["label"])
    op.create_index("ix_speaker_move_public_id", "speaker_move", ["public_id"])
    op.create_table(
        "speaker_choice_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("content_hash", "name", "key")),
        *(sa.Column(name, sa.String(), nullable=False, server_default="") for name in ("name_now", "key_now")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("start", "start_now")),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_choice_member"),
        _reference("speaker_choice_member", "choice_id", "speaker_choice.id"),
    )
    op.create_index("ix_speaker_choice_member_choice_id", "speaker_choice_member", ["choice_id"])
    op.create_index("ix_speaker_choice_member_content_hash", "speaker_choice_member", ["content_hash"])
    for name in ("key", "key_now"):
        op.create_index(f"ix_speaker_choice_member_{name}", "speaker_choice_member", [name, "choice_id"])
    op.create_table(
        "speaker_hint",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("one_id", "other_id", "claims")),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_speaker_hint"),
        *(_reference("speaker_hint", name, "speaker_group.id") for name in ("one_id", "other_id")),
    )
    for name in ("other_id", "claims"):
        op.create_index(f"ix_speaker_hint_{name}", "speaker_hint", [name])
    op.create_table(
        "speakers_apart",
        sa.Column("choice_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("one", "other")),
        sa.PrimaryKeyConstraint("choice_id", name="pk_speakers_apart"),
        _reference("speakers_apart", "choice_id", "speaker_choice.id"),
    )
    op.create_index("ix_speakers_apart_one", "speakers_apart", ["one", "other"])


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}", ondelete="CASCADE")


def _members_from_json() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, chosen, other FROM speaker_choice")).all()
    members = [
        _member(choice_id, entry, chosen=chosen)
        for choice_id, *sides in rows
        for chosen, side in zip((True, False), sides, strict=True)
        for entry in _listed(side)
    ]
    for start in range(0, len(members), CHUNK):
        connection.execute(sa.insert(member_table), members[start : start + CHUNK])


def _listed(side: Any) -> list[dict[str, Any]]:
    return list(json.loads(side) if isinstance(side, str) else side)


def _member(choice_id: int, entry: dict[str, Any], *, chosen: bool) -> dict[str, Any]:
    given = {"start": None, "name_now": "", "start_now": None, **entry}
    keys = {"key": _key(given["name"]), "key_now": _key(given["name_now"])}
    return {"choice_id": choice_id, "chosen": chosen, **given, **keys}


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _members_to_json() -> None:
    connection = op.get_bind()
    held: dict[tuple[int, bool], list[dict[str, Any]]] = {}
    for row in connection.execute(sa.select(member_table).order_by(member_table.c.id)).mappings():
        entry = {name: row[name] for name in ("content_hash", "name", "start", "name_now", "start_now")}
        held.setdefault((row["choice_id"], bool(row["chosen"])), []).append(entry)
    for (choice_id, chosen), entries in held.items():
        column = "chosen" if chosen else "other"
        query = sa.text(f"UPDATE speaker_choice SET {column} = :entries WHERE id = :id")
        connection.execute(query.bindparams(entries=json.dumps(entries), id=choice_id))
