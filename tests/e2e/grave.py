"""What axe-core calls serious on a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

GRAVE = {"serious", "critical"}


def grave(page: Page) -> list[str]:
    """What axe-core finds that is serious, in words."""
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]
