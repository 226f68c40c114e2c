"""A person's own places in a browser: point on the map, add, edit, import, remove."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gazetteer.files.schema import OWN_FILE
from gazetteer.store import Gazetteer
from webapp.services.places.layers import LayerWatch
from webapp.services.reader import Loaded

SQUARE = {"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34], [70, 34], [70, 33]]]}
DRAWN = """() => {
  const points = [];
  document.querySelector('.folium-map').leafletMap.eachLayer((layer) => {
    if (layer.getLatLng && layer.getRadius) points.push([layer.getLatLng().lat, layer.getLatLng().lng]);
  });
  return points;
}"""


class CannedPipeline:
    """Reads no articles: these tests add none."""

    model = "canned"
    note = ""
    program = "1"


@pytest.fixture
def url(serve, gazetteer_path: Path, tmp_path: Path):
    """The page of own places, on a server with the full gazetteer."""
    home = tmp_path / "served"
    home.mkdir()
    os.link(gazetteer_path, home / "gazetteer.sqlite")
    gazetteer = Gazetteer.open(home / "gazetteer.sqlite")
    watch = LayerWatch((home / OWN_FILE,), gazetteer.reload)
    yield f"{serve(Loaded(gazetteer, CannedPipeline(), watch.look)).url}/gazetteer/own"
    gazetteer.close()


def test_a_place_from_a_click_on_the_map_to_its_removal(page, url):
    page.goto(url)
    page.get_by_label("Name", exact=True).fill("Camp <b>Nine</b>")
    page.get_by_label("Other names").fill("CN\nمخيم تسعة")
    page.get_by_label("Kind").select_option("camp")
    page.locator(".place-map .folium-map").click(position={"x": 250, "y": 200})
    lat, lon = (float(page.get_by_label(label).input_value()) for label in ("Latitude", "Longitude"))
    assert page.evaluate(DRAWN) == [[lat, lon]]
    page.get_by_role("button", name="Add this place").click()

    row = page.get_by_role("row", name="Camp <b>Nine</b>")
    expect(row).to_contain_text("CN, مخيم تسعة")
    expect(row).to_contain_text(f"{lat:.4f}, {lon:.4f}")
    row.get_by_role("link", name="Edit").click()
    page.get_by_label("Name", exact=True).fill("Camp Ten")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("“Camp Ten” was changed")

    page.get_by_role("link", name="Remove Camp Ten").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("There are none yet")).to_be_visible()


def test_an_area_is_drawn_while_it_is_pasted(page, url):
    page.goto(url)
    page.get_by_text("An area instead of a point").click()
    page.get_by_label("GeoJSON or well-known text").fill("{")
    expect(page.locator("#map-problem")).to_have_text("The area is not valid GeoJSON yet.")
    page.get_by_label("GeoJSON or well-known text").fill(json.dumps(SQUARE))
    expect(page.locator("#map-problem")).to_be_hidden()
    page.get_by_label("Name", exact=True).fill("Zone Nine")
    page.get_by_role("button", name="Add this place").click()
    expect(page.get_by_role("row", name=re.compile("Zone Nine"))).to_contain_text("area, 33.5000, 70.5000")


def test_a_file_is_imported_and_its_rows_are_reported(page, url):
    table = b"name,lat,lon,kind\nCamp One,33.1,70.1,camp\nCamp Two,95,70.2,camp\n"
    page.goto(url)
    page.get_by_label("CSV or GeoJSON", exact=True).set_input_files(
        [{"name": "camps.csv", "mimeType": "text/csv", "buffer": table}]
    )
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", name="Imported camps.csv")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Camp Two"))).to_contain_text(
        "latitude 95 is not between -90 and 90"
    )
    page.get_by_role("link", name="Camp One").click()
    expect(page.get_by_label("Latitude")).to_have_value("33.1")


def test_on_a_phone_where_a_place_lies_has_room_for_its_words(page, url):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url)
    page.get_by_label("Name", exact=True).fill("Camp Nine")
    page.get_by_label("Latitude").fill("33.5")
    page.get_by_label("Longitude").fill("70.2")
    page.get_by_role("button", name="Add this place").click()
    assert page.locator(".places-table .where").bounding_box()["width"] > 180
    page.get_by_role("link", name="Add a place").click()
    expect(page.get_by_role("heading", name="Add a place")).to_be_in_viewport()


def test_without_javascript_the_form_says_why_there_is_no_map(browser, url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    expect(page.locator(".needs-script")).to_contain_text("type the coordinates instead")
    context.close()
