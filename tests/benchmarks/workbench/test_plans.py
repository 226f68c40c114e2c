"""The slowest statements behind an address are shown with their plans."""

from __future__ import annotations

import shutil

from benchmarks.workbench import plans
from benchmarks.workbench.plans import print_plans, slowest


def test_statements_of_an_address_are_printed_with_their_plans(filled_home, tmp_path, monkeypatch, capsys):
    home = shutil.copytree(filled_home, tmp_path / "copy")
    monkeypatch.setattr(plans, "LEAST", 0.0)
    print_plans(home, ["/api/articles"])
    printed = capsys.readouterr().out
    assert "/api/articles: status 200" in printed
    assert "FROM article" in printed
    assert "SCAN" in printed or "SEARCH" in printed


def test_the_slowest_statement_comes_first_and_writes_are_left_out(filled_home, monkeypatch):
    monkeypatch.setattr(plans, "LEAST", 0.0)
    quick, slow = "SELECT 1", "SELECT count(*) FROM claim a, claim b, claim c WHERE a.id < b.id AND c.id < 20"
    found = slowest(filled_home / "articles.sqlite", [(quick, ()), ("DELETE FROM claim", ()), (slow, ())])
    assert [one.statement for one in found] == [slow, quick]
    assert found[0].rows == 1
