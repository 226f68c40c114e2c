"""The words that made articles are put together from."""

from __future__ import annotations

from webapp.domain import Manner

FORENAMES = (
    "Ada Ali Amina Ana Anders Aung Bela Carlos Chen Dana Daniel Elena Emeka Fatima Farid George Grace Hana Ibrahim "
    "Ines Irina Ivan Jamal Jane Joao Julia Kamal Karin Kofi Lena Li Lucia Marco Maria Mei Mohammed Nadia Olga Omar "
    "Pablo Petra Priya Rafael Rosa Samir Sara Sofia Tariq Thandi Tomas Uma Vera Victor Wanjiru Yusuf Zainab Zoya"
).split()
OFFICES = (
    "interior minister|foreign minister|defence minister|health minister|prime minister|governor of the province|mayor|"
    "police chief|army spokesman|head of the relief agency|chair of the farmers' union|opposition leader|"
    "president of the chamber of commerce|head of the river authority|director of the hospital|chief negotiator|"
    "professor of hydrology|spokeswoman for the operator|secretary of the teachers' union|member of parliament|"
    "chief of staff|human rights lawyer|head of the electoral commission|central bank governor|finance minister|"
    "district commissioner|head of the port authority|leader of the protest|aid worker|former ambassador"
).split("|")
BODIES = (
    "World Relief Board|WRB|Northern Rivers Authority|NRA|People's Reform Party|PRP|Union of Dock Workers|UDW|"
    "International Grain Council|IGC|Committee for Free Elections|CFE|Interior Ministry|Foreign Ministry|"
    "Defence Ministry|Health Ministry|Supreme Court|Central Bank|Andes Copper|Transcontinental Railways"
).split("|")
GENERIC = (
    "officials|police|residents|witnesses|a spokesman|the government|local officials|the army|activists|farmers|"
    "analysts|the ministry|a statement|the opposition|rescue workers|aid groups|protesters|the company|teachers|"
    "doctors|traders|fishermen|the mayor's office|a diplomat|two security officials|villagers|lawyers|the report|"
    "health workers|the union|rebels|a witness|shopkeepers|the operator|refugees|students|elders|the court"
).split("|")
SITES = ("Road", "Bridge", "Camp", "Market", "Dam", "Hospital", "Crossing", "Mill", "Barracks", "Quarry")
WHO = (
    "the rebels|government troops|the flood|the new dam|the governor|the railway|the strike|the drought|the militia|"
    "the mine|health workers|the protesters|the pipeline|the landslide|the ceasefire|the harvest|the election|"
    "the border guards|the refugees|the power company|the port|the cholera outbreak|the army|the teachers|"
    "the inspectors|the curfew|the convoy|the earthquake|the opposition|the farmers|the ferry|the new tax"
).split("|")
DID = (
    "had cut off|had reached|would close|had damaged|must leave|had shelled|would reopen|had emptied|had poisoned|"
    "had blocked|would protect|had divided|would rebuild|had spared|could not supply|had surrounded|had promised|"
    "had ruined|would inspect|had abandoned|had overwhelmed|would tax|had evacuated|had delayed|would connect|"
    "had returned to|had fired on|had paid for|would search|had warned"
).split("|")
WHAT = (
    "hundreds of homes|the main road|three villages|the water supply|the market|schools and clinics|the old bridge|"
    "the grain stores|a camp for the displaced|the fishing fleet|most of the crop|the polling stations|the hospital|"
    "the airport|thousands of families|a convoy of lorries|the prison|the northern districts|two checkpoints|"
    "the radio station|the substation|the rice fields|the council's offices|the copper works|the coast guard|"
    "the tunnel|the reservoir|the bus station|the wells|the archive|the customs house|the orchards"
).split("|")
TAIL = (
    "since Monday|for a third week|before the rains|without a warning|in spite of the agreement|overnight|this month|"
    "for the first time in ten years|after the talks failed|within days|by the end of the year|against all advice|"
    "under fire|at great cost|as winter came|during the vote|to the last house|despite the ban"
).split("|")
PREPOSITIONS = ("in", "near", "outside", "around", "in", "in")
CUES = {
    Manner.NEUTRAL: ("said", "said", "said", "told reporters", "added", "stated", "announced"),
    Manner.ALLEGES: ("alleged", "claimed"),
    Manner.DENIES: ("denied",),
    Manner.DEMANDS: ("demanded", "insisted"),
    Manner.WARNS: ("warned",),
    Manner.PREDICTS: ("predicted", "expected"),
    Manner.PRAISES: ("boasted",),
    Manner.BLAMES: ("complained",),
    Manner.BELIEVES: ("believed", "hoped"),
    Manner.PROMISES: ("promised",),
    Manner.ASKS: ("asked",),
}
MANNER_WEIGHTS = (700, 50, 40, 50, 45, 25, 10, 20, 30, 20, 10)
"""Of a thousand claims, how many have each manner, in the order of ``CUES``."""
PUBLISHER_KINDS = ("Times", "Herald", "Daily", "Post", "Radio", "Gazette", "Observer", "News", "Tribune", "Wire")
COLLECTIONS = ("Floods", "Border dispute", "Elections", "Mining", "Harvest watch", "Archive of the strike")
TAGS = (
    "checked|to check|translated|photo|court|water|grain|weapons|roads|health|children|prison|archive|quoted twice|"
    "retracted|follow up|maps|numbers|anonymous source|eyewitness"
).split("|")
WORD, RARE_WORDS = "cholera", "poisoned reservoir"
"""A word of some three claims in a hundred, and two that rarely stand in the same claim."""
