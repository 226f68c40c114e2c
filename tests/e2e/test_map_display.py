"""How the map shows places: by claims, in three manners, round the world, in the address, at an operator's own map."""

import re

import pytest
from playwright.sync_api import expect

from gazetteer.place import Place
from tests.e2e.settling import settle
from tests.e2e.test_many_places import reading

VIEW = "() => document.querySelector('.folium-map').leafletMap"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
PACIFIC = [
    Place("own:suva", "Suva", -18.1, 178.4, "P", "PPLC", "FJ"),
    Place("own:apia", "Apia", -13.8, -171.8, "P", "PPLC", "WS"),
    Place("own:nukualofa", "Nukualofa", -21.1, -175.2, "P", "PPLC", "TO"),
]
SIZE = "(node) => node.getBoundingClientRect().width"
UNDER = """(name) => {
  const box = document.querySelector(`.badge-holder[aria-label^="${name}"]`)?.getBoundingClientRect();
  const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return Boolean(top?.closest(".badge-holder"));
}"""


@pytest.fixture(params=list(SIZES))
def page(request, page):
    """A window of a desktop, then one of a phone."""
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.fixture
def pacific(live_server):
    """Places on both sides of the 180th meridian, with 1, 3 and 30 claims."""
    for number, (place, claims) in enumerate(zip(PACIFIC, (1, 3, 30), strict=True)):
        live_server.store.save(reading(number, [place], claims))
    return live_server


def mark(page, name):
    return page.locator(f'.badge-holder[aria-label^="{name}"]')


def test_places_on_both_sides_of_the_180th_meridian_are_shown_together_beside_the_panel(page, pacific):
    page.goto(pacific.url)
    for name in ("Suva", "Apia", "Nukualofa"):
        page.wait_for_function(UNDER, arg=name)
    wide = "() => { const map = document.querySelector('.folium-map').leafletMap.getBounds(); "
    assert page.evaluate(f"{wide} return map.getEast() - map.getWest(); }}") < 60


def test_a_mark_is_larger_and_darker_the_more_claims_it_has_and_the_key_says_how_many(page, pacific):
    page.goto(pacific.url)
    marks = [mark(page, name).locator(".badge-count") for name in ("Suva", "Apia", "Nukualofa")]
    sizes = [one.evaluate(SIZE) for one in marks]
    assert sizes == sorted(set(sizes))
    colours = [one.evaluate("(node) => getComputedStyle(node).backgroundColor") for one in marks]
    assert len(set(colours)) == 3
    assert [one.text_content() for one in marks] == ["1", "3", "30"]
    page.get_by_text("Key", exact=True).click()
    key = page.locator(".step-legend li")
    expect(key).to_have_text(["1", "2–4", "5–19", "20–99", "100–999", "1,000+"])
    sample = key.nth(3).locator(".badge-count").evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert sample == colours[2]


def test_heat_has_no_numbers_and_is_remembered(page, pacific):
    page.goto(pacific.url)
    expect(mark(page, "Suva")).to_be_attached()
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Heat").check()
    expect(page.locator(".leaflet-heat-pane canvas")).to_be_attached()
    assert mark(page, "Nukualofa").locator(".badge-count").evaluate(SIZE) < 12
    page.reload()
    expect(page.locator(".leaflet-heat-pane canvas")).to_be_attached()
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Each by itself").check()
    expect(page.locator(".leaflet-heat-pane canvas")).to_have_count(0)


def test_the_address_says_where_the_reader_moved_the_map_and_opens_there(page, pacific):
    page.goto(pacific.url)
    expect(mark(page, "Suva")).to_be_attached()
    page.locator(".folium-map").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile(r"map=-?[\d.]+,-?[\d.]+,[\d.]+"))
    before = page.evaluate(f"{VIEW}.getZoom()")
    page.reload()
    expect(mark(page, "Suva")).to_be_attached()
    assert page.evaluate(f"{VIEW}.getZoom()") == before
    page.goto(f"{pacific.url}/?map=10,20,5")
    expect(page.locator(".place-row").first).to_be_attached()
    centre = page.evaluate(f"() => {{ const c = ({VIEW})().getCenter(); return [c.lat, c.lng]; }}")
    assert centre == pytest.approx([10, 20], abs=0.05)


def test_a_map_that_nobody_moved_is_not_in_the_address(page, pacific):
    page.goto(pacific.url)
    expect(mark(page, "Suva")).to_be_attached()
    mark(page, "Nukualofa").evaluate("(node) => node.click()")
    expect(page.get_by_role("dialog", name="Nukualofa")).to_be_visible()
    assert "map=" not in page.url


def test_a_button_shows_all_results_again(page, pacific):
    page.goto(f"{pacific.url}/?map=10,20,5")
    expect(page.locator(".place-row").first).to_be_attached()
    page.get_by_role("button", name="Show all results").click()
    page.wait_for_function(UNDER, arg="Suva")


def test_close_by_the_map_says_how_far_its_own_data_goes(page, pacific):
    page.goto(f"{pacific.url}/?map=-18.1,178.4,11")
    expect(page.locator(".map-note")).to_contain_text("no streets")
    page.goto(f"{pacific.url}/?map=-18.1,178.4,9")
    expect(page.locator(".map-note")).to_be_hidden()


def test_base_map_names_keep_clear_of_marks(page, pacific):
    page.goto(pacific.url)
    page.wait_for_function(UNDER, arg="Suva")
    taken = page.evaluate("""async () => {
      const { drawLabels } = await import('/static/js/map/basemap/labels.js');
      const context = document.createElement('canvas').getContext('2d');
      const written = [];
      context.fillText = (text) => written.push(text);
      const label = { kind: 'town', x: 50, y: 50, name: 'Suva', zoom: 0, until: 99, weight: 1 };
      const cell = { x: 0, y: 0, labels: [label, { ...label, name: 'Nausori', x: 60 }] };
      const frame = { zoom: 8, width: 200, height: 200, ratio: 1, corner: { x: 0, y: 0 }, further: [],
                      pieces: [{ cell, left: 0, top: 0, clip: null }] };
      const palette = new Proxy({}, { get: () => '#000000' });
      const named = [{ name: 'Suva', x: 50, y: 50 }];
      drawLabels(context, frame, palette, { named, boxes: [] });
      const without = [...written];
      written.length = 0;
      drawLabels(context, frame, palette, { named, boxes: [{ left: 0, right: 200, top: 0, bottom: 200 }] });
      return [without, written];
    }""")
    assert taken == [["Nausori"], []]


def test_on_paper_the_map_has_its_key_and_its_credits(page, pacific):
    page.goto(pacific.url)
    expect(mark(page, "Suva")).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator(".paper-key .step-legend")).to_be_visible()
    expect(page.get_by_text("CC BY 4.0").first).to_be_visible()
    notes = page.locator(".paper-notes ol li")
    expect(notes).to_have_text(["Nukualofa: 30 claims", "Apia: 3 claims", "Suva: 1 claim"])
    expect(page.locator(".map-buttons")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator(".paper-notes")).to_have_count(0)


def test_areas_that_are_only_mentioned_are_never_shaded(page, live_server, canned, outlined):
    from webapp.domain import Article

    live_server.store.save(
        canned.read(Article("Estland rests.\n\nAda Okoro said Milltown was quiet.\n", title="Quiet"))
    )
    page.goto(live_server.url)
    expect(mark(page, "Milltown")).to_be_attached()
    settle(page)
    assert outlined() == []
