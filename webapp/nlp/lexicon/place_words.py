"""Closed lists of English words that tell a place name from another name, or one kind of place from another."""

from __future__ import annotations

CONNECTORS = frozenset(
    "of the and de del da do dos das di du des la le les los las el al ul en sur on upon und y e am an "
    "der den auf ob van von ar as az ash bin ibn kwa ny o na ez er es et ed".split()
)
"""Lower-case words that may stand inside a place name ("Jammu and Kashmir", "Rio de Janeiro")."""

ARTICLES = frozenset(("the", "a", "an"))

DOTTED = frozenset(
    "st ste sts mt mts ft pt twp co ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich "
    "minn miss mo mont neb nev okla ore pa penn penna tenn tex va vt wash wis wisc wyo phila ont que alta sask man "
    "ave blvd rd dr ln hwy rte sq".split()
)
"""Abbreviations whose full stop belongs to the word."""

STOPWORDS = frozenset(
    """
    a about above according act after again against agency airport all also although am an and another any apr
    april are area army article as associated association at aug august avenue back band bank be because been
    before being below best between big bill bishop black blue book both bottom box boy bridge brother brown
    bureau but by call can capt captain center central centre chairman championship chief children christmas
    church city click club col college colonel commission committee company congressman contact copyright
    corporation could council county court covid cup daily daughter day dec december department deputy despite
    detective did director district do doctor does done down dr during each early earth east easter eastern eid
    eight email end even every family father feb february few film first five for force forces foundation four
    free fri friday from front full further game games gen general girl god gold golden good gov governor gray
    great greater green grey group had hall has have he her herald here high him his home hospital house how
    however i if in inner institute internet into is island islands it its jan january journal judge jul july
    jun june just king lady lake last late law league left life line long lord love low lower lt mail maj major
    man many mar march may mayor me men might minister ministry mon monday month more most mother mountain movie
    mr mrs ms much music must my name new news next nine no nor north northeast northern northwest not nov
    november now number nurse oct october of off office officer ok okay old on once one only or other our out
    outer over own page park part party peace people phone photo place please pm point police pope post
    president press prince princess prof province queen race radio ramadan read real red region rep report
    representative reserved reuters rev right rights river road same sat saturday school second secretary see
    sen senator sep sept september sergeant series seven several sgt shall she sheriff short should show side
    silver since sir sister site six small so society some son south southeast southern southwest spokesman
    spokeswoman sport sports star state station still story street subscribe such sun sunday team ten than thank
    thanks that the their them then there these they third this those though three through thu thursday time
    times to today tomorrow too top town tribune true tue tuesday tv two under union university until up upper
    us valley very video village visit war was way we web wed wednesday week welcome were west western what when
    where which while white who whom whose why will with woman women world would year yes yesterday yet you your
    """.split()
)
"""Words that by themselves are read as ordinary English, not as one of the many villages of that spelling."""

MORE_COMMON_WORDS = frozenset(
    """
    metro
    advance aids alert along amazon amber android angel angels appeal apple art arts ash assembly autumn bath
    battle bay beach bend bible bird board born boys brook buddhist buy cabinet canyon carnival castle catholic
    champion chapel cholera christian clay coal coast congress conservative coral cove crane creek cross crystal
    daisy dale date deal delta democracy democrat democratic dodge drew duke eagle earl ebola ellis energy
    enterprise evening eye facebook factory fair faith fall falls farm federal ferry field fields fire fish
    flood flu ford forest freedom friendship gap garden gardens gas gate glen google grace grand grove guard guy
    harbor harbour harmony hazard hero heroes hill hills hindu holly honor hope hunt hurricane ice image
    imperial independence influenza international iron islam ivy jade jewish justice labor labour lane lead
    legend lent liberal liberty light lily lion lots loyal lucky malaria male marina market marks mason mass
    matter meadow meadows medicine message midnight mill miller mills mine mines mission mobile model moment
    morning motto muslim mutual nation national nice night noon normal ocean ode oil opportunity option orange
    orchard paradise parish parliament patriot peak pearl pilot pioneer plague plains plan plaza policy pond pop
    porter power prairie price principal process progress project protection protestant public pure quality
    question rainbow rally ranch reading regent register relief remote republic republican rescue research
    reserve resort result retreat return revolution reward ride ridge rock rose royal ruby rush safe sale
    sandwich sandy science sciences sea security senate senior sentinel service session share shop signal sikh
    social solo sound sounds spirit split spring springs standard stars start steel stone storm strong student
    study success summer summit sunrise sunset superior supply support supreme surprise survey swine system
    target task teacher technology temple tiger total tourist tours tower towers trail training transfer
    transport treasure trial trust truth twitter unity value veteran victory violet virus vision voice volunteer
    vote wall water winner winter wonder wood woods worth young zero zone
    """.split()
)
"""Further everyday words that some village bears as its name; they need more than a capital letter."""

COMMON_WORDS = STOPWORDS | MORE_COMMON_WORDS

COMPASS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-east north-west south-east south-west north-eastern "
    "north-western south-eastern south-western mid upper lower greater inner outer metro metropolitan downtown "
    "rural suburban coastal mainland historic occupied".split()
)
"""Words before a name that say which part of the place is meant."""

LOCATIVES = frozenset(
    "in near at from to outside inside around across throughout toward towards within into via leaving reached "
    "visiting visited entering between through beyond off".split()
)
"""Words after which a name is most often that of a place."""

STRONG_LOCATIVES = frozenset("in near outside throughout across within".split())

SETTLEMENT_WORDS = frozenset("city town village hamlet township borough suburb neighborhood neighbourhood".split())
ADMIN_WORDS = frozenset(
    "province state county district region governorate prefecture oblast krai division tehsil taluka municipality "
    "parish canton department territory emirate republic subdistrict woreda raion agency".split()
)
WATER_WORDS = frozenset(
    "river lake sea bay gulf strait straits sound creek reservoir dam canal lagoon ocean basin delta falls "
    "channel estuary harbor harbour wadi".split()
)
RELIEF_WORDS = frozenset(
    """
    archipelago atoll canyon cape coast desert forest gap glacier gorge heights highlands hill hills island
    islands mount mountain mountains pass peak peninsula plain plains plateau range reef ridge shoal steppe
    valley
    """.split()
)
SITE_WORDS = frozenset(
    "airport airfield airbase port camp crossing border checkpoint bridge tunnel fort castle palace square park "
    "stadium prison mine refinery barrage headworks terminal corridor".split()
)
STREET_WORDS = frozenset(
    "street st st. avenue ave ave. road rd rd. drive dr dr. lane ln ln. boulevard blvd blvd. highway hwy hwy. "
    "parkway pkwy route rte rte. turnpike court terrace pike circle expressway freeway "
    "interstate".split()
)
VERNACULAR_WORDS = frozenset("areas area regions region belt lands heartland homeland territories".split())
"""Lower-case words that make a region of a people's name ("Pashtun areas")."""

FEATURE_WORDS = SETTLEMENT_WORDS | ADMIN_WORDS | WATER_WORDS | RELIEF_WORDS | SITE_WORDS

ORGANISATION_WORDS = frozenset(
    """
    academy administration agency airlines airways alliance area army assembly association attorney auditorium
    authority band bank battalion board branch brigade bureau business cabinet cathedral center centre chamber
    championship chapter charity chronicle church circuit clinic club coalition college commission commissioner
    commissioners committee commonwealth community company conference congress consortium constabulary
    convention cooperative corp corporation correctional correspondent council court courthouse crimestoppers
    cup daily day department dept. deputies detention development directorate district economic elementary
    embassy exchange federation festival fire firefighters force forces foundation front fund games gazette
    government group guard hall health herald high historical hospital hotel humane inc inc. institute
    institution jail journal junior league legislature library limited literary ltd mall marathon mayor medical
    memorial middle military militia ministry mission month mosque movement museum national navy network news
    observer office open opera orchestra organisation organization parks parliament partnership party patrol
    planning plaza police post president press primary prison program programme project public radio rangers
    recorder records recreation regiment regional review rotary school schools secondary senate service services
    shelter sheriff shopping society solidarity standard state station stock studies studios supreme symphony
    system team technical telegraph television theater theatre times tribune trust union university vocational
    week works ymca zoning zoo
    """.split()
)
"""Words that make a longer name of an organisation, a building or an event of the place they follow."""

TITLES = frozenset(
    """
    actor actress admiral archbishop attorney aunt author ayatollah bishop brigadier brother capt capt. captain
    cardinal chairman chairwoman chancellor chief coach col col. colonel commander congressman congresswoman
    deputy detective director dr dr. emperor father gen gen. general gov gov. governor imam judge justice king
    lady lieutenant lord lt lt. maj maj. major maulana mayor minister miss mr mr. mrs mrs. ms ms. mullah officer
    pastor player pope premier president prince princess principal prof prof. professor queen rabbi rep rep.
    representative rev rev. reverend saint secretary sen sen. senator sergeant sgt sgt. shaikh sheikh sheriff
    singer sir sister spokesman spokesperson spokeswoman sultan superintendent trooper uncle writer
    """.split()
)
"""Words before a person's name."""

PERSON_VERBS = frozenset(
    """said says told asked added thinks thought believes knew knows felt remembers recalled smiled laughed lives
    married died born joked scored plays played wrote grew retired pleaded testified wept cried""".split()
)
"""Verbs whose subject is mostly a person; a government may also say and add."""

ONLY_PERSON_VERBS = PERSON_VERBS - frozenset("said says told asked added believes felt thinks knew knows".split())

STATE_ABBREVIATIONS: dict[str, str] = {
    short: name
    for name, forms in {
        "Alabama": "Ala. AL",
        "Alaska": "AK",
        "Arizona": "Ariz. AZ",
        "Arkansas": "Ark. AR",
        "California": "Calif. CA",
        "Colorado": "Colo. CO",
        "Connecticut": "Conn. CT",
        "Delaware": "Del. DE",
        "Washington, D.C.": "D.C. DC",
        "Florida": "Fla. FL",
        "Georgia": "Ga. GA",
        "Hawaii": "HI",
        "Idaho": "ID",
        "Illinois": "Ill. IL",
        "Indiana": "Ind. IN",
        "Iowa": "IA",
        "Kansas": "Kan. Kans. KS",
        "Kentucky": "Ky. KY",
        "Louisiana": "La. LA",
        "Maine": "ME",
        "Maryland": "Md. MD",
        "Massachusetts": "Mass. MA",
        "Michigan": "Mich. MI",
        "Minnesota": "Minn. MN",
        "Mississippi": "Miss. MS",
        "Missouri": "Mo. MO",
        "Montana": "Mont. MT",
        "Nebraska": "Neb. NE",
        "Nevada": "Nev. NV",
        "New Hampshire": "N.H. NH",
        "New Jersey": "N.J. NJ",
        "New Mexico": "N.M. NM",
        "New York": "N.Y. NY",
        "North Carolina": "N.C. NC",
        "North Dakota": "N.D. ND",
        "Ohio": "OH",
        "Oklahoma": "Okla. OK",
        "Oregon": "Ore. OR",
        "Pennsylvania": "Pa. Penn. Penna. PA",
        "Rhode Island": "R.I. RI",
        "South Carolina": "S.C. SC",
        "South Dakota": "S.D. SD",
        "Tennessee": "Tenn. TN",
        "Texas": "Tex. TX",
        "Utah": "UT",
        "Vermont": "Vt. VT",
        "Virginia": "Va. VA",
        "Washington": "Wash. WA",
        "West Virginia": "W.Va. WV",
        "Wisconsin": "Wis. Wisc. WI",
        "Wyoming": "Wyo. WY",
        "Ontario": "Ont. ON",
        "Quebec": "Que. QC",
        "British Columbia": "B.C. BC",
        "Alberta": "Alta. AB",
        "Manitoba": "Man. MB",
        "Saskatchewan": "Sask. SK",
        "Nova Scotia": "N.S. NS",
        "New Brunswick": "N.B. NB",
        "Newfoundland and Labrador": "NL",
        "Philadelphia": "Phila.",
    }.items()
    for short in forms.split()
}
"""Abbreviations of the states of the USA and the provinces of Canada, as newspapers and the post write them."""

ONLY_AFTER_CITY = frozenset(short for short in STATE_ABBREVIATIONS if "." not in short) | frozenset(
    ("Ala.", "Miss.", "Ill.", "Mass.", "Mo.", "Del.", "Man.", "La.", "Pa.", "Wash.", "Ore.", "Ark.", "Penn.", "Tex.")
)
"""Abbreviations that are words or initials too: read as a state only after "City,"."""
