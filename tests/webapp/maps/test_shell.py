"""The folium shell: ours alone, in parts, each with the nonce."""

import re

import folium

from webapp.maps import Tiles, render_map
from webapp.maps.shell import LocalMap, render_parts


def test_names_no_address_but_our_own():
    shell = render_map("abc")
    urls = re.findall(r"(?:src|href)=\"([^\"]+)\"", shell.header + shell.html + shell.script)
    assert urls == ["/vendor/leaflet/leaflet.js", "/vendor/leaflet/leaflet.css"]
    assert "http" not in shell.script


def test_every_script_and_style_carries_the_nonce():
    shell = render_map('n"once')
    tags = re.findall(r"<(?:script|style)\b[^>]*>", shell.header + shell.html + shell.script)
    assert tags
    assert all('nonce="n&#34;once"' in tag for tag in tags)


def test_a_person_may_zoom_the_page():
    assert "user-scalable" not in render_map("abc").header


def test_map_is_handed_to_our_modules_after_it_is_made():
    script = render_map("abc").script
    assert script.index("L.map(") < script.index(".leafletMap =")


def test_two_maps_are_drawn_alike_and_folium_itself_is_left_alone():
    before = list(folium.Map.default_js)
    assert render_parts(LocalMap()) == render_parts(LocalMap())
    assert folium.Map.default_js == before


def test_an_operators_own_map_is_handed_over():
    tiles = Tiles("https://maps.example/{z}/{x}/{y}.png", "</script>Maps", 9, 17)
    script = render_map("abc", tiles).script
    assert '"address":"https://maps.example/{z}/{x}/{y}.png"' in script
    assert '"closer_than":9,"closest":17' in script
    assert script.count("</script>") == 1
    assert "mapTiles" not in render_map("abc").script
