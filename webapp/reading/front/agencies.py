"""News agencies and broadcasters as they sign: in brackets after a dateline, or for a byline."""

from __future__ import annotations

AGENCIES = {
    "AAP": "Australian Associated Press",
    "Agence France-Presse": "Agence France-Presse",
    "Agencies": None,
    "AFP": "Agence France-Presse",
    "Al Jazeera": "Al Jazeera",
    "Anadolu": "Anadolu Agency",
    "Anadolu Agency": "Anadolu Agency",
    "AA": "Anadolu Agency",
    "ANI": "ANI",
    "ANSA": "ANSA",
    "AP": "Associated Press",
    "APP": "Associated Press of Pakistan",
    "Associated Press": "Associated Press",
    "The Associated Press": "Associated Press",
    "BBC": "BBC",
    "Bernama": "Bernama",
    "Bloomberg": "Bloomberg",
    "BSS": "Bangladesh Sangbad Sangstha",
    "CNN": "CNN",
    "CP": "The Canadian Press",
    "The Canadian Press": "The Canadian Press",
    "dpa": "dpa",
    "DPA": "dpa",
    "DW": "Deutsche Welle",
    "EFE": "EFE",
    "GNA": "Ghana News Agency",
    "IANS": "IANS",
    "Interfax": "Interfax",
    "IRNA": "IRNA",
    "KUNA": "Kuwait News Agency",
    "Kyodo": "Kyodo News",
    "NAN": "News Agency of Nigeria",
    "NNA": "National News Agency",
    "PA": "PA Media",
    "PTI": "Press Trust of India",
    "Press Trust of India": "Press Trust of India",
    "Reuters": "Reuters",
    "RFE/RL": "Radio Free Europe/Radio Liberty",
    "SANA": "SANA",
    "SPA": "Saudi Press Agency",
    "TASS": "TASS",
    "The New Humanitarian": "The New Humanitarian",
    "Thomson Reuters Foundation": "Thomson Reuters Foundation",
    "Ukrinform": "Ukrinform",
    "UNB": "United News of Bangladesh",
    "UNI": "United News of India",
    "UPI": "United Press International",
    "VOA": "Voice of America",
    "WAM": "Emirates News Agency",
    "Xinhua": "Xinhua",
    "Yonhap": "Yonhap",
}
"""How an agency signs, and its name; None if the signature names nobody in particular."""

NOBODY = {"agency", "agencies", "agency report", "news desk", "web desk", "staff", "staff report"}


def publisher_of(signature: str) -> str | None:
    """The agency that a signature such as ``AP`` or ``Radio Example`` names; None if it names nobody."""
    words = " ".join(signature.split())
    if words in AGENCIES:
        return AGENCIES[words]
    by_case = {name.casefold(): agency for name, agency in AGENCIES.items()}
    if words.isupper() and words.casefold() in by_case:
        return by_case[words.casefold()]
    return None if words.casefold() in NOBODY else words or None


def is_agency(signature: str) -> bool:
    """Whether a signature is one of the agencies known here."""
    return " ".join(signature.split()) in AGENCIES
