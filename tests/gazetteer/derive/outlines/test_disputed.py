import pytest
import shapely

from gazetteer.derive.inputs.sources import Feature
from gazetteer.derive.outlines.disputed import GOLAN, SAHARA, cut_apart, held_by_china
from gazetteer.errors import GazetteerBuildError


def test_a_unit_is_cut_where_the_claim_runs() -> None:
    claim = Feature(shapely.LineString([(35.62, 32.7), (35.62, 33.25)]), {"name": "Syrian claim"})
    rest, golan = cut_apart(shapely.box(35.0, 32.65, 35.9, 33.3), GOLAN, [claim])
    assert rest.bounds[2] <= 35.63
    assert golan.bounds[0] >= 35.61
    assert golan.area > 0


def test_a_cut_takes_the_side_it_names() -> None:
    claim = Feature(shapely.LineString([(-13.2, 27.67), (-8.8, 27.67)]), {"name": "Western Saharan claim"})
    rest, sahara = cut_apart(shapely.box(-13, 26, -9, 29), SAHARA, [claim])
    assert sahara.bounds[3] <= 27.68
    assert rest.bounds[1] >= 27.66


def test_a_line_that_misses_its_unit_is_an_error() -> None:
    claim = Feature(shapely.LineString([(0, 0), (1, 0)]), {"name": "Western Saharan claim"})
    with pytest.raises(GazetteerBuildError, match="does not cross"):
        cut_apart(shapely.box(-13, 26, -9, 29), SAHARA, [claim])


def test_what_lies_between_a_border_and_a_claim_is_cut_out() -> None:
    china = shapely.box(75, 30, 95, 40).difference(shapely.box(75, 30, 78, 35.5))
    claims = [
        Feature(
            shapely.LineString([(78.0, 34.5), (80.5, 34.5), (80.5, 35.6), (78.0, 35.49)]), {"name": "Indian claim"}
        ),
        Feature(shapely.LineString([(76.0, 35.5), (76.0, 36.5), (77.5, 36.5), (77.5, 35.5)]), {"name": "Indian claim"}),
    ]
    area = held_by_china([china], claims)
    assert area.contains(shapely.Point(79.3, 35.2))
    assert area.contains(shapely.Point(76.4, 36.0))
    assert not area.contains(shapely.Point(85, 35))
