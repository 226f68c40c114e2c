"""Text stands out from its ground by at least 4.5 to 1, in the light and the dark theme (WCAG 2.2, 1.4.3)."""

import re

import pytest

from webapp.resources import static_folder

PAIRS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3", "link")
        for ground in ("paper", "surface", "sunken", "raised")
    ),
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("claim-wash", "well-wash", "wait-wash")),
    *(("link", ground) for ground in ("well-wash", "claim-wash")),
    ("danger", "surface"),
    ("danger", "danger-wash"),
    ("surface", "danger"),
    ("claim", "surface"),
    ("on-claim", "claim"),
    ("on-strong", "strong"),
    ("on-strong", "strong-hover"),
    ("ink", "highlight"),
    ("paper", "ink"),
]


def themes():
    css = (static_folder() / "css" / "tokens.css").read_text(encoding="utf-8")
    plain, more = css.split("@media (prefers-contrast: more)")
    light, dark = (colours(part) for part in plain.split('[data-theme="dark"]'))
    light_more, dark_more = (colours(part) for part in more.split('[data-theme="dark"]'))
    return {
        "light": light,
        "dark": dark,
        "light, more contrast": light | light_more,
        "dark, more contrast": dark | dark_more,
    }


def colours(css):
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{6});", css))


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark", "light, more contrast", "dark, more contrast"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast(theme, ink, ground):
    held = themes()[theme]
    darker, lighter = sorted((luminance(held[ink]), luminance(held[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
