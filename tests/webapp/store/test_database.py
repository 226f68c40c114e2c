"""A database that is new, old, locked, full or damaged."""

from __future__ import annotations

import ast
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from alembic import command
from sqlalchemy import event

from webapp.decisions.records import What
from webapp.decisions.remarks import About
from webapp.domain import Article, Basis, ClaimPlace, Edition, Manner, Reading, Role, Span, Status
from webapp.errors import StoreUnavailable
from webapp.store import ArticleStore, ClaimFilter, database
from webapp.store.models import Base
from webapp.store.remarks.asked import AskedRemark


def schema(path: Path) -> dict[str, set[tuple]]:
    connection = sqlite3.connect(path)
    try:
        return {
            table: {
                (name, null or key) for _, name, _, null, _, key in connection.execute(f"PRAGMA table_info({table})")
            }
            for table in Base.metadata.tables
        }
    finally:
        connection.close()


def test_the_migrations_make_the_tables_that_the_models_describe(store: ArticleStore, settings):
    store.prepare()
    described = {
        name: {(column.name, int(not column.nullable)) for column in table.columns}
        for name, table in Base.metadata.tables.items()
    }
    made = {
        name: {(column, int(bool(flag))) for column, flag in columns}
        for name, columns in schema(settings.database_path).items()
    }
    assert made == described


def test_the_migrations_make_the_indexes_that_the_models_describe(store: ArticleStore, settings):
    store.prepare()
    connection = sqlite3.connect(settings.database_path)
    made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    connection.close()
    described = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    assert described - made == set()


def test_migrations_need_nothing_of_the_program_that_may_change():
    scripts = sorted((database.MIGRATIONS / "versions").glob("*.py"))
    assert scripts
    for script in scripts:
        tree = ast.parse(script.read_text("utf-8"))
        imported = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
        imported += [name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names]
        assert [name for name in imported if name.split(".")[0] in ("webapp", "gazetteer")] == [], script.name


def test_opening_again_changes_nothing(settings, reading: Reading):
    for _ in range(2):
        store = ArticleStore(settings.database_path)
        saved = store.save(reading)
        store.close()
    assert saved.existing


def test_a_folder_with_odd_characters_in_its_name_is_no_trouble(tmp_path: Path, reading: Reading):
    store = ArticleStore(tmp_path / "100% of 'my' ärticles?" / "articles.sqlite")
    assert store.save(reading).id == 1
    store.close()


def test_a_program_installed_in_a_folder_with_a_percent_sign_finds_its_migrations(tmp_path: Path, monkeypatch):
    installed = tmp_path / "100% mine" / "migrations"
    copytree(database.MIGRATIONS, installed, ignore=ignore_patterns("__pycache__"))
    monkeypatch.setattr(database, "MIGRATIONS", installed)
    store = ArticleStore(tmp_path / "articles.sqlite")
    assert store.articles() == ()
    store.close()


def test_a_database_of_a_newer_program_is_left_alone(store: ArticleStore, settings):
    store.prepare()
    store.close()
    connection = sqlite3.connect(settings.database_path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    newer = ArticleStore(settings.database_path)
    with pytest.raises(StoreUnavailable, match="newer version of Mention Mapper"):
        newer.articles()
    newer.close()


@pytest.mark.parametrize("busy_timeout", [0.1])
def test_a_locked_database_is_reported_and_nothing_is_saved(store: ArticleStore, settings, reading: Reading):
    store.prepare()
    other = sqlite3.connect(settings.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="something else is writing to"):
        store.save(reading)
    other.execute("ROLLBACK")
    other.close()
    assert store.articles() == ()
    assert not store.save(reading).existing


def test_a_database_locked_while_the_program_starts_is_used_once_it_is_free(settings):
    settings.home.mkdir()
    other = sqlite3.connect(settings.database_path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = ArticleStore(settings.database_path, busy_timeout=0.1)
    with pytest.raises(StoreUnavailable):
        store.prepare()
    other.execute("ROLLBACK")
    other.close()
    assert store.articles() == ()
    store.close()


def test_a_full_disk_is_reported_and_nothing_is_half_saved(store: ArticleStore, reading: Reading):
    kept = store.save(reading)
    engine = store._database._engine

    def fill(connection, _record, _proxy) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    event.listen(engine, "checkout", fill)
    with pytest.raises(StoreUnavailable, match="no space is left on the disk") as caught:
        store.save(Reading(Article("long " * 20_000, title="Long")))
    assert "nothing was saved" in str(caught.value)
    assert caught.value.status == 503
    event.remove(engine, "checkout", fill)
    assert [article.id for article in store.articles()] == [kept.id]


def test_a_damaged_database_is_reported_with_what_to_do(settings):
    settings.home.mkdir()
    settings.database_path.write_bytes(b"this is no database at all" * 100)
    store = ArticleStore(settings.database_path)
    with pytest.raises(StoreUnavailable, match=r"is damaged: .* move the file away"):
        store.articles()
    store.close()


def test_a_home_that_is_no_folder_is_reported(tmp_path: Path):
    (tmp_path / "home").write_text("a file")
    store = ArticleStore(tmp_path / "home" / "articles.sqlite")
    with pytest.raises(StoreUnavailable, match="set MENTION_MAPPER_HOME"):
        store.articles()
    store.close()


def test_what_an_earlier_version_read_is_kept_and_has_no_evidence_yet(
    settings, reading: Reading, made_by_an_earlier_version
):
    made_by_an_earlier_version("0002")
    connection = sqlite3.connect(settings.database_path)
    connection.execute(
        "INSERT INTO article (id, content_hash, title, front_matter, model, gazetteer, notes, added, text) "
        "VALUES (1, 'x', 'Old', '{}', 'md', '1', '[]', '2026-01-01 00:00:00', 'Rain in Atlantis')"
    )
    connection.execute(
        'INSERT INTO mention (article_id, position, start, "end", text, kind, confidence, place_confidence, status, '
        "evidence, candidates, mappable) "
        "VALUES (1, 0, 8, 16, 'Atlantis', 'toponym', 0.9, 0, 'unverified', '[\"no such place\"]', '[]', 0)"
    )
    connection.commit()
    connection.close()
    store = ArticleStore(settings.database_path)
    (mention,) = store.reading(1).mentions
    assert (mention.evidence, mention.sense, mention.resolution.contrast) == ((), "", ())
    assert mention.resolution.evidence == ("no such place",)
    assert not store.save(reading).existing
    store.close()


def test_an_article_that_an_earlier_version_read_is_offered_for_reading_again(
    settings, reading: Reading, made_by_an_earlier_version
):
    made_by_an_earlier_version("0005")
    text, content_hash = reading.article.text, reading.article.content_hash
    connection = sqlite3.connect(settings.database_path)
    connection.execute(
        "INSERT INTO article (id, content_hash, title, front_matter, model, gazetteer, notes, added, text) "
        "VALUES (1, ?, 'Old', '{\"headline\": [0, 15]}', 'canned', '1-test', '[]', '2026-01-01 00:00:00', ?)",
        (content_hash, text),
    )
    connection.commit()
    connection.close()
    store = ArticleStore(settings.database_path)
    assert store.edition(1) == Edition("", "canned", "1-test")
    assert store.outdated(reading.edition) == 1
    store.replace(1, reading)
    assert store.outdated(reading.edition) == 0
    again = store.reading(1)
    assert (again.mentions, again.claims) == (reading.mentions, reading.claims)
    assert again.article == Article(text, title="Old", headline=Span(0, 15))
    store.close()


def test_a_link_of_an_earlier_version_is_named_by_its_claim_for_certain(settings, made_by_an_earlier_version):
    made_by_an_earlier_version("0005")
    connection = sqlite3.connect(settings.database_path)
    connection.execute(
        "INSERT INTO article (id, content_hash, title, front_matter, model, gazetteer, notes, added, text) "
        "VALUES (1, 'x', 'Old', '{}', 'md', '1', '[]', '2026-01-01 00:00:00', 'Aly said Atlantis sank')"
    )
    connection.execute(
        'INSERT INTO mention (id, article_id, position, start, "end", text, kind, confidence, place_confidence, '
        "status, evidence, candidates, mappable) "
        "VALUES (1, 1, 0, 9, 17, 'Atlantis', 'toponym', 0.9, 0, 'unverified', '[]', '[]', 0)"
    )
    connection.execute("INSERT INTO claim (id, article_id, position, kind, confidence) VALUES (1, 1, 0, 'direct', 1)")
    connection.execute("INSERT INTO claim_place (claim_id, mention_id, role, evidence) VALUES (1, 1, 'about', 'why')")
    connection.commit()
    connection.close()
    store = ArticleStore(settings.database_path)
    (claim,) = store.reading(1).claims
    assert claim.places == (ClaimPlace(0, Role.ABOUT, "why", Basis.CONTENT, 1.0),)
    assert claim.said == 1
    store.close()


@pytest.mark.parametrize("revision", ["0007", "0006"])
def test_going_back_to_an_earlier_version_loses_only_what_it_does_not_know(
    settings, reading: Reading, revision, gone_back_to
):
    store = ArticleStore(settings.database_path)
    (claim,) = reading.claims
    by_context = replace(claim.places[0], basis=Basis.BEFORE, confidence=0.4)
    with_grounds = replace(claim, places=(by_context,), said=0.3)
    believed = replace(with_grounds, manner=Manner.BELIEVES, speaker_confidence=0.7)
    saved = store.save(replace(reading, claims=(believed,)))
    store.close()
    gone_back_to(revision)
    again = ArticleStore(settings.database_path)
    assert again.reading(saved.id).claims == (with_grounds if revision == "0007" else claim,)
    assert again.reading(saved.id).mentions == reading.mentions
    again.close()


def test_a_claim_of_an_earlier_version_is_neutral_affirmed_and_alone(
    settings, reading: Reading, made_by_an_earlier_version
):
    made_by_an_earlier_version("0003")
    connection = sqlite3.connect(settings.database_path)
    connection.execute(
        "INSERT INTO article (id, content_hash, title, front_matter, model, gazetteer, notes, added, text) "
        "VALUES (1, 'x', 'Old', '{}', 'md', '1', '[]', '2026-01-01 00:00:00', 'Aly said rain fell')"
    )
    connection.execute("INSERT INTO speaker (id, name) VALUES (1, 'Aly'), (2, 'officials')")
    connection.execute(
        "INSERT INTO claim (article_id, position, kind, confidence, speaker_id) "
        "VALUES (1, 0, 'direct', 1, 1), (1, 1, 'direct', 1, 2)"
    )
    connection.commit()
    connection.close()
    store = ArticleStore(settings.database_path)
    claim, _ = store.reading(1).claims
    assert (claim.manner.value, claim.negated, claim.within) == ("neutral", False, None)
    assert (claim.evidence, claim.why_speaker, claim.speaker_confidence) == ((), "", 0)
    groups = store.speakers.all(ClaimFilter(least_said=0.5)).groups
    assert [(one.name, one.only_in) for one in groups] == [("Aly", None), ("officials", 1)]
    store.close()


def test_decisions_and_speakers_of_an_earlier_version_are_kept_there_and_back(settings, canned, gone_back_to):
    store = ArticleStore(settings.database_path)
    for title, name in (("A", "Ada Okoro"), ("B", "Okoro"), ("C", "Ben Ruiz")):
        store.save(canned.read(Article(f"{name} said Mirpur is calm in {title}.", title=title)))
    ada, okoro, ruiz = (store.speakers.all().of_claim[article, 0].id for article in (1, 2, 3))
    store.speakers.merge(ada, [okoro])
    store.speakers.apart(ada, ruiz)
    before = store.speakers.all()
    store.close()
    gone_back_to("0009")
    connection = sqlite3.connect(settings.database_path)
    ((kind, chosen, other),) = connection.execute("SELECT kind, chosen, other FROM speaker_choice").fetchall()
    connection.close()
    assert kind == "merge"
    assert [[entry["name"] for entry in json.loads(side)] for side in (chosen, other)] == [["Ada Okoro"], ["Okoro"]]
    again = ArticleStore(settings.database_path)
    assert again.speakers.all() == before
    assert again.speakers.speaker(okoro).id == ada
    (choice,) = again.speakers.choices()
    again.speakers.undo(choice.id)
    assert len(again.speakers.all().groups) == 3
    again.close()


def test_articles_of_an_earlier_version_get_their_copies_and_nothing_else_changes(
    settings, reading: Reading, made_by_an_earlier_version, gone_back_to
):
    made_by_an_earlier_version("0009")
    words = (
        "The bridge over the river fell at 6.40 on Tuesday when 31 lorries stood on it, and nobody knew why until "
        "divers had brought up 12 drivers by noon and the search for 4 others had gone on until it grew dark again."
    )
    rows = [
        (1, "a", "Bridge", words + " More soon, our readers can be sure of it.", 1),
        (2, "b", "Fall", words, None),
        (3, "c", "Rain", "Rain fell on the vale all day and nobody went out. " * 3, None),
    ]
    connection = sqlite3.connect(settings.database_path)
    connection.execute("INSERT INTO collection (id, name, created) VALUES (1, 'Bridges', '2026-01-01 00:00:00')")
    connection.executemany(
        "INSERT INTO article "
        "(id, content_hash, title, text, collection_id, front_matter, model, gazetteer, notes, added) "
        "VALUES (?, ?, ?, ?, ?, '{}', 'md', '1', '[]', '2026-01-01 00:00:00')",
        rows,
    )
    connection.commit()
    connection.close()
    store = ArticleStore(settings.database_path)
    assert {one: [copy.id for copy in copies] for one, copies in store.copies.copies([1, 2, 3]).items()} == {1: [2]}
    assert store.lists.details(1).as_read == {}
    assert store.collections.get(1).articles == 1
    store.lists.edit(1, {"title": "The bridge"})
    store.delete(3)
    store.close()
    gone_back_to("0009")
    again = ArticleStore(settings.database_path)
    assert again.ids() == (2, 1)
    assert again.article(1).title == "The bridge"
    assert again.bin.count() == 0
    again.close()


def test_articles_of_an_earlier_version_can_be_searched_and_counted(settings, made_by_an_earlier_version, gone_back_to):
    made_by_an_earlier_version("0009")
    connection = sqlite3.connect(settings.database_path)
    connection.execute(
        "INSERT INTO article (id, content_hash, title, publisher, front_matter, model, gazetteer, notes, added, text) "
        "VALUES (1, 'x', 'Old', 'ANI', '{}', 'md', '1', '[]', '2026-01-01 00:00:00', 'Aly said rain fell')"
    )
    connection.execute("INSERT INTO speaker (id, name) VALUES (1, 'Aly')")
    connection.execute(
        "INSERT INTO claim (id, article_id, position, kind, confidence, speaker_id) "
        "VALUES (20000, 1, 0, 'direct', 1, 1)"
    )
    connection.execute("INSERT INTO claim_span (claim_id, part, start, \"end\") VALUES (20000, 'content', 9, 18)")
    connection.commit()
    connection.close()
    store = ArticleStore(settings.database_path)
    for which in (ClaimFilter(words="raining"), ClaimFilter(text="fell"), ClaimFilter(publishers=frozenset({"ANI"}))):
        assert store.questions.counted(which).claims == store.claim_count(which=which) == 1
    assert store.questions.counted(ClaimFilter(words="said")).claims == 0
    store.close()
    gone_back_to("0009")
    again = ArticleStore(settings.database_path)
    assert again.questions.page(ClaimFilter(words="rain")).claims[0].words == ("rain fell",)
    again.close()


def test_what_was_reviewed_tagged_and_noted_is_found_after_going_back_and_on(settings, reading: Reading, monkeypatch):
    store = ArticleStore(settings.database_path)
    (claim,) = reading.claims
    article = store.save(replace(reading, claims=(replace(claim, status=Status.VERIFIED),))).id
    on = {"about": About.CLAIM, "article_id": article, "spans": claim.attribution.content}
    store.decisions.decide(AskedRemark("Ada", What.TAG, text="urgent", **on))
    store.decisions.decide(AskedRemark("Ada", What.NOTE, text="ask the brigade", **on))
    asked = (
        ClaimFilter(statuses=frozenset({Status.VERIFIED})),
        ClaimFilter(note="brigade"),
        ClaimFilter(tags=frozenset({1})),
    )
    assert [store.questions.counted(which).claims for which in asked] == [1, 1, 1]
    store.close()
    monkeypatch.setattr(command, "upgrade", lambda config, _head: command.downgrade(config, "0015"))
    earlier = ArticleStore(settings.database_path)
    earlier.prepare()
    earlier.close()
    monkeypatch.undo()
    again = ArticleStore(settings.database_path)
    assert [again.questions.counted(which).claims for which in asked] == [1, 1, 1]
    again.close()
