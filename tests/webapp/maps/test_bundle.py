"""Modules joined into one script."""

import pytest

from webapp.maps.bundle import bundle
from webapp.resources import static_folder


def write(folder, **modules):
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")


def test_a_module_comes_after_those_it_needs_and_once(tmp_path):
    write(
        tmp_path,
        a='import { b as beta } from "./b.js";\nimport {\n  c,\n} from "./c.js";\nbeta(c);\n',
        b='import { c } from "./c.js";\nexport async function b() { return c; }\n',
        c="export const c = 1;\n",
    )
    script = bundle(tmp_path, "a.js")
    assert script.index('modules["c.js"] =') < script.index('modules["b.js"] =') < script.index('modules["a.js"] =')
    assert script.count('modules["c.js"] =') == 1
    assert 'const { b: beta } = modules["b.js"];' in script
    assert "return { b };" in script


def test_modules_in_other_folders_are_found_and_told_apart(tmp_path):
    (tmp_path / "map" / "basemap").mkdir(parents=True)
    write(tmp_path, page='import { cells } from "./map/basemap/page.js";\ncells();\n', words="export const one = 1;\n")
    write(
        tmp_path / "map" / "basemap",
        page='import { one } from "../../words.js";\nexport function cells() { return one; }\n',
    )
    script = bundle(tmp_path, "page.js")
    assert 'const { one } = modules["words.js"];' in script
    assert 'const { cells } = modules["map/basemap/page.js"];' in script
    assert script.count('modules["page.js"] =') == 1


def test_no_script_element_can_end_inside(tmp_path):
    write(tmp_path, a='export const text = "</script>";\n')
    assert "</script" not in bundle(tmp_path, "a.js")


OTHER_FORMS = ("export default 1;\n", 'import * as b from "./b.js";\n', 'export * from "./b.js";\n')


@pytest.mark.parametrize("source", OTHER_FORMS)
def test_other_forms_are_refused_by_name(tmp_path, source):
    write(tmp_path, a=source, b="export const b = 1;\n")
    with pytest.raises(ValueError, match=r"a\.js has a form"):
        bundle(tmp_path, "a.js")


def test_circles_are_refused(tmp_path):
    write(
        tmp_path,
        a='import { b } from "./b.js";\nexport const a = 1;\n',
        b='import { a } from "./a.js";\nexport const b = 1;\n',
    )
    with pytest.raises(ValueError, match=r"a\.js > b\.js > a\.js"):
        bundle(tmp_path, "a.js")


def test_our_own_modules_can_be_bundled():
    assert 'modules["map/mapview.js"]' in bundle(static_folder() / "js", "standalone/page.js")
