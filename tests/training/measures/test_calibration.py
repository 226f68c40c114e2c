"""Whether confidence means what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from training.measures.calibration import by_kind, calibration, lines_of, read, report


def pairs(confidence: float, right: int, wrong: int) -> list[tuple[float, bool]]:
    return [(confidence, True)] * right + [(confidence, False)] * wrong


def test_eight_in_ten_right_at_point_eight_is_not_an_error() -> None:
    assert calibration(pairs(0.8, 8, 2)).error == pytest.approx(0.0)


def test_the_error_is_the_mean_distance_weighed_by_number() -> None:
    found = calibration([*pairs(0.9, 60, 40), *pairs(0.5, 50, 50), *pairs(0.55, 0, 0)])
    assert [tenth.count for tenth in found.tenths] == [100, 100]
    assert found.error == pytest.approx((100 * 0.3 + 0) / 200)


def test_too_modest_and_too_sure_do_not_make_up_for_each_other() -> None:
    assert calibration([*pairs(0.9, 8, 2), *pairs(0.5, 6, 4)]).error == pytest.approx(0.1)


def test_being_wholly_sure_belongs_to_the_last_tenth() -> None:
    (tenth,) = calibration([*pairs(1.0, 1, 0), *pairs(0.95, 1, 0)]).tenths
    assert tenth.low == 0.9


@pytest.mark.parametrize(("right", "wrong", "far"), [(160, 41, True), (16, 4, False), (180, 21, False)])
def test_only_a_full_tenth_is_held_to_the_bound(right: int, wrong: int, far: bool) -> None:
    assert bool(calibration(pairs(0.9, right, wrong)).far_off) is far


def test_a_confidence_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not at 1\.2"):
        calibration([(1.2, True)])


def test_each_kind_is_judged_by_itself_and_all_together() -> None:
    found = by_kind({"toponym": pairs(0.9, 9, 1), "demonym": pairs(0.9, 5, 5)})
    assert list(found) == ["demonym", "toponym", "all"]
    assert found["demonym"].error == pytest.approx(0.4)
    assert found["all"].error == pytest.approx(0.2)
    assert "demonym: 10, expected calibration error 0.400" in list(report(found))


def test_nothing_has_no_error() -> None:
    assert calibration([]).error == 0.0


def test_the_command_marks_what_is_far_off_and_fails(tmp_path: Path) -> None:
    judged = {"claim": pairs(0.9, 150, 100)}
    path = tmp_path / "judged.jsonl"
    path.write_text("\n".join(lines_of(judged)), encoding="utf-8")
    assert read(path.read_text(encoding="utf-8").splitlines()) == judged
    command = [sys.executable, "-m", "training.measures.calibration", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parents[2])
    assert done.returncode == 1
    assert "from 0.9: 0.900 sure, 0.600 right, 250  off by +0.300" in done.stdout
