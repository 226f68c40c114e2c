"""Word lists by which the role of a place in a claim is told: who acts, who has come from somewhere, who is at home."""

from __future__ import annotations

POWERS = frozenset(
    """administration agency agents aggression aircraft airforce airstrike airstrikes ally ambassador army artillery
    attack attacks authorities authority boat boats bombardment bombers bombing border-guards cabinet coalition
    coastguard commander commanders commandos congress consul court courts crew delegation diplomat diplomats drone
    drones embassy envoy establishment fighter fighters fleet force forces foreign-ministry general generals
    government governments guards gunmen helicopter helicopters inspector inspectors intelligence invaders invasion
    investigators jet jets junta lawmaker lawmakers leader leaders leadership mercenaries militants military militia
    militias minister ministers ministry missile missiles navy negotiators occupation occupiers offensive officer
    officers official officials operatives parliament police policeman policemen politician politicians premier
    president prosecutors rangers regime regulators rocket rockets rulers sailors secretary senate senator senators
    settler settlers shelling shells ship ships side soldier soldiers spies spokesman spokesperson spokeswoman state
    strike strikes tanks team troops vessel vessels warplanes warship warships""".split()
)
"""Bodies, people and weapons of a state, which act where a place word stands before them: *Punjabi police*."""

EVENTS = frozenset(
    "attack attacks airstrike airstrikes bombardment bombing invasion offensive shelling strike strikes".split()
)
"""Powers that are told by where they happen as well as by whose they are: *the Kherson strike*, *U.S. strikes*."""

RULING = frozenset(
    """administration army authorities cabinet courts forces government governments junta leaders military ministry
    navy parliament police president regime rulers""".split()
)
"""Powers that a place follows after *of*: *the government of Brazil*."""

POLICIES = frozenset(
    """ambitions blame blessing consent crimes decision demands designs fault interests lies orders policies policy
    propaganda refusal responsibility shame silence stance""".split()
)
"""What only somebody has or does, so that the place in *the shame of Mogadishu* is a government."""

ASKED = frozenset("decision job matter question task".split())
"""What is for somebody: *a question for Borno*."""

PEOPLE = frozenset(
    """activist activists actor actors adviser advisers analyst analysts arrivals artist artists athlete athletes
    boy boys bishop bishops businessman businessmen captain captives child children clerk colleague colleagues
    contractor contractors coach coaches delegate delegates detainee detainees doctor doctors donor donors driver
    drivers economist economists elder elders engineer engineers evacuees everyone expert experts families family
    farmer farmers fan fans father firefighters fisherman fishermen friend friends geologist girl girls graduate group
    groups guest guests guide herder herders historian hostages hunter immigrants investors journalist journalists
    judge judges lawyer lawyers man manager managers medics men merchant merchants migrant migrants miner miners
    monk monks mother mothers nationals neighbour neighbours nun nurse nurses observer observers opponent opponents
    owner owners passengers pastor patient patients people person pilgrim pilgrims pilot pilots player players poet
    priest priests prisoner prisoners professor protesters refugee refugees referee relatives reporter reporters
    returnees researcher researchers sailor salesman scholar scientist scientists seaman singer specialists
    student students survivor survivors teacher teachers technician technicians those tourist tourists toxicologist
    trader traders traveller travellers travelers veteran visitor visitors volunteer volunteers winner woman women
    worker workers writer youth youths""".split()
)
"""Persons, who may come from somewhere; those who by their word are at home (residents, villagers) are left out."""

ABROAD = frozenset(
    """asylum-seekers deportees emigrants evacuees exiles expatriates immigrants migrant migrants national nationals
    passport passports pilgrims refugee refugees tourist tourists traveller travellers visitor visitors""".split()
)
"""Persons of whom a nationality tells only where they are from: *two French tourists*."""

MOVING = frozenset(
    """arrive arrived arrives arriving brought came come comes coming cross crossed drive driven drove flew flies flown
    flying hail hails hailing immigrated move moved moving originate return returned returning returns sail sailed
    sailing sent travel traveled traveling travelled travelling travels""".split()
)
STRIKING = frozenset(
    """attack attacked attacking bomb bombed bombing fire fired firing launch launched launching shell shelled shelling
    shoot shooting shot strike striking struck""".split()
)
UPROOTING = frozenset(
    """abduction deportation deported displaced displacement driven eviction evicted evacuated evacuation exodus
    expelled expulsion fled flee fleeing flight forced removal removed transfer withdrawal""".split()
)
"""What happens at the place that is left, so that it is more than an origin."""

PERSONAL = frozenset("he i one she somebody someone they those we who whoever you".split())

BEING = frozenset("am are be been being is was were 'm 're 's ’m ’re ’s".split())
STATIVE = frozenset(
    """is are was were be been being 's ’s need needs needed lack lacks lacked face faces faced facing suffer suffers
    suffered suffering has have had remain remains remained remaining lie lies lay become becomes became experience
    experiences experienced experiencing see sees saw receive receives received""".split()
)
HAVING = frozenset("has have had".split())
ADDRESSING = frozenset(
    """accuse accuses accused accusing urge urges urged urging blame blames blamed blaming ask asked asking tell told
    warn warned warning press pressed pressing""".split()
)
CALLING = frozenset("appeal appealed appealing appeals call called calling calls".split())
CAUSING = frozenset("get gets help helped helping helps keep keeps let lets letting made make makes making".split())
WANTED = frozenset("expected demanded sought wanted needed requested required".split())
READY = frozenset("committed determined keen prepared ready reluctant responsible unwilling willing".split())
