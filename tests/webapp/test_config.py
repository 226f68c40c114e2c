"""Settings come from the environment, typed, and say so when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.errors import InvalidSetting


def test_defaults_need_no_environment() -> None:
    settings = Settings.from_environment({})
    assert settings.model == "auto"
    assert settings.least_confidence is None
    assert settings.gazetteer_path.parent == settings.home


def test_each_setting_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "MENTION_MAPPER_HOME": str(tmp_path),
            "MENTION_MAPPER_MODEL": "sm",
            "MENTION_MAPPER_LEAST_CONFIDENCE": "0.4",
            "MENTION_MAPPER_LEAST_SAID": "0.2",
            "MENTION_MAPPER_MAX_UPLOAD_MB": "3",
            "MENTION_MAPPER_MAX_TEXT_CHARS": "1000",
            "MENTION_MAPPER_MAX_PAGES": "7",
            "MENTION_MAPPER_HOSTS": "maps.example, localhost",
            "MENTION_MAPPER_MAX_FILE_SECONDS": "9",
            "MENTION_MAPPER_MAX_FILE_MEMORY_MB": "99",
            "MENTION_MAPPER_FETCH": "on",
            "MENTION_MAPPER_FETCH_PORTS": "80, 8080",
            "MENTION_MAPPER_FETCH_SECONDS": "5",
            "MENTION_MAPPER_REVIEWER": "Ada",
            "MENTION_MAPPER_TILES": "https://maps.example/{z}/{x}/{y}.png",
            "MENTION_MAPPER_TILES_CREDIT": "Maps Ltd",
            "MENTION_MAPPER_TILES_FROM": "8",
            "MENTION_MAPPER_TILES_TO": "16",
        }
    )
    assert settings == Settings(
        tmp_path,
        "sm",
        0.4,
        0.2,
        3,
        1000,
        7,
        ("maps.example", "localhost"),
        max_file_seconds=9,
        max_file_memory_mb=99,
        fetch=True,
        fetch_ports=(80, 8080),
        fetch_seconds=5,
        reviewer="Ada",
        tiles="https://maps.example/{z}/{x}/{y}.png",
        tiles_credit="Maps Ltd",
        tiles_from=8,
        tiles_to=16,
    )


def test_a_map_of_ones_own_may_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"MENTION_MAPPER_TILES": "own.pmtiles"})
    assert settings.tiles == str(tmp_path / "own.pmtiles")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_PAGES", "-1"),
        ("MAX_PAGES", "0"),
        ("MAX_UPLOAD_MB", "1.5"),
        ("MODEL", "huge"),
        ("MAX_FILE_SECONDS", "0"),
        ("FETCH", "yes"),
        ("FETCH_PORTS", "80,70000"),
        ("FETCH_PORTS", ","),
        ("LEAST_CONFIDENCE", "1.01"),
        ("LEAST_CONFIDENCE", "-0.1"),
        ("LEAST_CONFIDENCE", "nan"),
        ("LEAST_CONFIDENCE", "half"),
        ("TILES", "https://maps.example/tiles.png"),
        ("TILES", "/tiles/{z}/{x}/{y}.png"),
        ("TILES", "https://maps.example/world.pmtiles"),
        ("TILES", "https://{s}.maps.example/{z}/{x}/{y}.png"),
        ("TILES", "https://maps.example; script-src/{z}/{x}/{y}.png"),
        ("TILES_TO", "23"),
        ("HOME", "~nobody-of-this-name/x"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=f"MENTION_MAPPER_{name}"):
        Settings.from_environment({f"MENTION_MAPPER_{name}": value})
