"""The names newspapers use for a river, lake or sea, made from Natural Earth's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gazetteer.names import name_key

_KINDS = frozenset(
    "river rivers rio creek darya darja wadi oued nahr he jiang canal channel stream fork branch protoka delta"
    " lake lakes lago lagoa laguna lac ozero reservoir embalse represa presa barragem shuiku hu nuur nur koli kol see"
    " loch lough jarvi co tso sea seas ocean gulf golfo golfe bay bahia baia bight strait straits estrecho selat sound"
    " channel passage inlet fjord dam barrage waterway".split()
)
_LINKS = frozenset({"of", "de", "do", "da", "du", "del", "la", "le", "the", "des"})
_ENGLISH = frozenset(
    "Back Bear Beaver Bell Black Broad Canadian Cedar Cape Clarence Coco Cooper Copper Cree Dam Dan Eel English"
    " Exploits Feather Fox French Gods Grand Grande Great Green Grey Hayes Illinois James Main Moose New Orange Osage"
    " Peace Pearl Pit Platte Porcupine Rainy Red Republican Salmon Slave Snake Swan Trinity Victoria Weir White Wind"
    " Yellow You Yellowstone Verde Negro Chico Dulce Fuerte Branco Doce Pardo Santiago Santa Mania Mana Min Han Son"
    " Grande Madison Mendoza Trent Albert Alabama Kansas Kentucky Minnesota Missouri Ohio Tennessee Wisconsin"
    " Arkansas Colorado Connecticut Delaware Mississippi Iowa Winnipeg Oregon Saskatchewan Ottawa Savannah"
    " Buller Burnett Churchill Columbia Cumberland Detroit George Jordan Niger Senegal Gambia Congo Suriname Uruguay"
    " Panama Moldova Sacramento Humboldt Jackson Murray Macquarie Mitchell Anderson Stewart Simpson Thompson Nelson"
    " Hudson Fraser Albany Rupert Finlay Kazan San Juan Mercer Vina Una Ula Ca Ba Da Za Wu Yu Yi Xi Qin Wei Dong"
    " Gan Mei Hai Nu Min Bei Fen Jing Huan Luan Liu Ping Chi Mun Yom Nan Ou Oulu Ural".split()
)
"""Names that are rather a word, a person or a larger place: such a river is found only with the word River."""
_LATIN = frozenset("AR BO BR CL CO CR CU DO EC ES GT HN MX NI PA PE PR PT PY SV UY VE AO MZ".split())
_RIVER_ENDS = re.compile(r"( River|Darya| Canal| Creek| Delta| Channel| Jiang| He)$|^(Bahr|Oued|Wadi|Shatt|R[ií]o) ")
_FOREIGN_LAKE = re.compile(
    r"^(?:Lago|Lagoa|Laguna|Lac|Ozero|Étang|Etang|Danau|Buhayrat|Lough|Loch|Jezioro)"
    r"(?: de la| des| del| de| di| du| d')?"
    r" +(.+)$"
)
_FOREIGN_LAKE_END = re.compile(r"^(.+?)(?: (?:Hu|Nuur|Nur|Co|Ko|Köli|Ko‘l|Yumco)|järvi|see)$")
_FOREIGN_RESERVOIR = re.compile(
    r"^(?:Embalse|Represa|Repressa|Presa|Barragem|Réservoir)(?: de la| de| del| do)? +(.+)$"
    r"|^(.+) (?:Shuiku|Baraji|Barajt)$"
)
_FOREIGN_SEA = (
    (re.compile(r"^Golfo? (?:de |di |du )?(.+)$"), "Gulf of {}"),
    (re.compile(r"^Golfe (?:du |de )?(.+)$"), "Gulf of {}"),
    (re.compile(r"^(?:Bahía|Baía|Baia) (?:de |do )?(.+)$"), "{} Bay"),
    (re.compile(r"^(?:Estrecho|Selat|Strait) (?:de |of )?(.+)$"), "{} Strait"),
)
_GROUPS = ("Great Lakes", "Finger Lakes")
_SPELT = {
    "Kli": "Köli", "Bgeni": "Bögeni", "Inarijrvi": "Inarijärvi", "Entrepeas": "Entrepeñas", "Xolotln": "Xolotlán",
    "vila": "Ávila", "Nezahualcyotl": "Nezahualcóyotl", "Chrtovo": "Chyortovo", "Barajt": "Baraji", "Hh": "Höh",
    "Repressa": "Represa", "Wislany": "Wiślany", "Magellanes": "Magellan", "Khambhät": "Khambhat",
    "Olen‘k": "Olenyok", "ALbert": "Albert",
}  # fmt: skip


def core(name: str) -> str:
    """A name's key without the words for its kind: that of "River Swat" is "swat"."""
    words = [word for word in name_key(name).split(" ") if word not in _KINDS]
    while words and words[0] in _LINKS:
        words.pop(0)
    return " ".join(words) or name_key(name)


def river_names(name: str, forms: Iterable[str], country: str | None, rank: int) -> tuple[str, list[str]]:
    """A river's label and its further names."""
    label = name if _RIVER_ENDS.search(name) else f"{name} River"
    others: list[str] = []
    for form in forms:
        bare = re.sub(r" River$", "", form)
        is_telling = bare not in _ENGLISH and len(bare) > 1 and not re.match(r"San(ta)? |Saint |St\. ", bare)
        if is_telling or rank < 4:
            others.append(bare)
        if not re.search(r" (Canal|Creek|Delta|Channel)$", bare):
            others += [f"{bare} River", f"River {bare}"]
        if country in _LATIN and not bare.startswith(("Rio ", "Río ")):
            others.append(f"Río {bare}" if country not in ("BR", "PT", "AO", "MZ") else f"Rio {bare}")
    return label, others


def lake_names(written: str, alternative: str) -> tuple[str, list[str]]:
    """A lake's label and its further names: Lago X and X Hu are also Lake X."""
    label = _spelt(written)
    others = [_spelt(name) for name in re.split(r"[|,] *", alternative) if name and name not in _GROUPS]
    for name in (label, *others[:]):
        others += _lake_forms(name)
    return label, others


def _lake_forms(name: str) -> list[str]:
    if name.startswith("Lake "):
        return [f"{name.removeprefix('Lake ')} Lake"]
    if name.endswith(" Lake"):
        return [f"Lake {name.removesuffix(' Lake')}"]
    if match := _FOREIGN_RESERVOIR.match(name):
        return [f"{next(group for group in match.groups() if group)} Reservoir"]
    if match := _FOREIGN_LAKE.match(name) or _FOREIGN_LAKE_END.match(name):
        return [f"Lake {match[1]}", f"{match[1]} Lake"]
    return [] if set(name_key(name).split()) & _KINDS else [f"Lake {name}", f"{name} Lake"]


def sea_names(written: str) -> tuple[str, list[str]]:
    """A sea's label and its further names, English if the source's is in another language."""
    name = _spelt(written).title() if written.isupper() else _spelt(written)
    for pattern, form in _FOREIGN_SEA:
        if (match := pattern.match(name)) and not name.startswith("Gulf of"):
            return form.format(match[1]), [name]
    swapped = re.match(r"^(Gulf|Bay|Sea|Strait|Straits|Bight) of (.+)$", name)
    if swapped:
        return name, [f"{swapped[2]} {swapped[1]}"]
    match = re.match(r"^(.+) (Gulf|Strait|Bay)$", name)
    return name, [f"{match[2]} of {match[1]}"] if match else []


def _spelt(name: str) -> str:
    return " ".join(_SPELT.get(word, word) for word in name.split())
