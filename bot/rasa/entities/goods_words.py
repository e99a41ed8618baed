"""The small words around goods: what separates items, and what names nothing to sell."""

from __future__ import annotations

from bot.rasa.swahili.morphology import analyse
from bot.rasa.swahili.wordlists import borrowed_verbs

SEPARATORS = frozenset(
    [*", ; + & . na and pia plus then halafu alafu pamoja kisha with".split(), "\n"]
)
"""What stands between one item and the next."""

EACH = "<each>"
"""One quantity for everything that was named: `kila moja`, `each`."""

ADVERBS = frozenset(
    """
    nataka ninataka tunataka naomba ninaomba tunaomba ningependa ningeomba napenda nahitaji
    ninahitaji tunahitaji nitahitaji nitataka nitachukua nipe nipatie niletee nileteeni leteni
    leta mniletee mnitumie nitumie tuma tumeni nunua kununua kuagiza agiza naagiza nimeagiza
    niagize niagizie niwekee weka ongeza oda order orders ordering kupata pata kuchukua uza
    kuuziwa niuzie tafadhali tafadhari naweza nisaidie kunisaidia samahani habari hujambo mambo
    shikamoo jambo hello hi hey asante sana tu pekee hivi sasa leo kesho haraka nyumbani kama
    labda hapo hapa huko mimi sisi kwangu kwetu ni iwe ziwe zote yote vyote jumla basi sawa
    ndugu kaka dada bwana mama bei nzuri safi freshi fresh good best nice quality
    i we me us my our want wants wanna would like love to need needs buy get give have take
    please pls plz kindly send bring deliver delivery can could may you your the some for also
    just only now today tomorrow am is are it that this in at dear sir madam thanks thank will
    let lets make place purchase looking hitaji bidhaa kitu vitu goods item items
    paid bought received ordered sent brought got called waited waiting after before since
    baada kabla toka tangu mpaka
    """.split()
)
"""Words around an order that name nothing to sell."""

COUNTED = frozenset(
    """
    siku wiki mwezi miezi mwaka miaka saa masaa dakika sekunde mara watu mtu namba nambari oda
    hrs hr mins chumba vyumba ghorofa nyumba mtaa day days week weeks month months year years hour
    hours minute minutes time times people person number no floor house street room
    """.split()
)
"""What is counted but never sold: `siku mbili`, `two days`, `namba 5`."""

NEVER_SLIPS = frozenset(
    "floor leave leaves left mail later breed marched marches mata mate".split()
)
"""Words people write that are a letter away from goods, and mean what they say."""

MATTERS = frozenset(
    """
    pesa hela malipo kiasi badala risiti ankara muamala tarakimu hali tiketi kesi lalamiko duka
    dukani ofisi idara jumla ujumbe tatizo shida jana asubuhi jioni usiku mchana mwanangu siyo
    cyo kwny ndo agizo usafiri nauli kazi biashara
    money receipt invoice payment ticket tkt case complaint shop office wholesale discount charge
    cost transport message problem status account bulk instead again last late later half empty
    yesterday morning evening night terms amount quantity update stage branch premises job human
    machine name star small big long bit side page
    """.split()
)
"""What people talk about with a shop, and it does not sell."""

ENGLISH = frozenset(
    """
    about all an any anyone anything as ask be been being but by cannot come comes did do does
    doing done don each every everything find from go goes going gonna had has he her here him
    his how i'd i'll i'm if into it's its job just know less like lot make many may maybe me mine
    more most much must name next not number of off old on once one ones only open or other our
    out over own people per price prices rather reach said say see sell sent she should show so
    some someone something speak still stop such supply talk tell than that their them then there
    these they thing things this those till told too under up upto us use very via was way well
    were what when where which who whom whose why will with within without work would yes yet
    you're your yours wnt hv bt wat hw mch ur u r n cn gv ths tym der dis dat
    """.split()
)
"""Words of English that name nothing to sell."""

SIZES = ("kubwa", "dogo", "zuri", "pya", "ema")
"""How goods are, in Swahili, in any class, without being other goods: `mkate mkubwa`."""

_NOTHING = ("verb", "particle", "pronoun", "number")


def names_nothing(word: str) -> bool:
    """Whether the word, in either language, is of a kind that names nothing to sell."""
    listed = word in ADVERBS or word in ENGLISH or word in MATTERS
    if listed or _is_english_verb(word):
        return True
    read = analyse(word)
    return read.kind in _NOTHING or (read.kind == "adjective" and read.lemma in SIZES)


def _is_english_verb(word: str) -> bool:
    """As it stands, or in its usual forms: cancel, cancelled, cancelling. Goods end in -s."""
    bare = word.removesuffix("ing").removesuffix("ed")
    stems = (word,) if bare == word else (bare, f"{bare}e", bare[:-1])
    return any(stem in borrowed_verbs() for stem in stems)
