"""Adjectives, numerals and pronouns with their concords. Sources as in tables.py."""

from __future__ import annotations

ADJECTIVES = tuple(
    "zuri baya kubwa dogo pya refu fupi nene embamba pana gumu laini zito epesi kali tamu chungu"
    " moto baridi kavu bichi bivu chafu safi eupe eusi ekundu ema erevu janja jinga vivu zee"
    " gonjwa zima tupu wazi geni ingi chache ingine kuu ovu bovu dhaifu nono huru tofauti kamili"
    " tambarare dogodogo angavu nyofu nyeti baya gumugumu pole halali".split()
)
"""Ashton and Mohammed, on adjectives and their concords."""

UNCHANGING = frozenset("tofauti kamili huru laini safi baridi moto dhaifu halali".split())

CONSONANT_CONCORDS = tuple("m wa mi ki vi ma ku pa u".split())
VOWEL_CONCORDS = tuple("mw w my ch vy j m ny kw p l z".split())
"""Before a stem in a consonant, and in a vowel."""

PRONOUN_CONCORDS = tuple("w y l ch vy z kw p mw".split())
POSSESSIVES = tuple("angu ako ake etu enu ao".split())
"""Ashton, on possessives: pronominal concord."""

PRONOUN_FORMS = {
    "ote": "wote yote lote chote vyote zote pote kote mote sote nyote",
    "enye": "mwenye wenye yenye lenye chenye vyenye zenye penye",
    "enyewe": "mwenyewe wenyewe yenyewe lenyewe chenyewe vyenyewe zenyewe penyewe",
    "yoyote": "yoyote wowote lolote chochote vyovyote zozote popote kokote yeyote yoyoye",
    "ingi": "mwingi wengi mingi kingi vingi jingi lingi mengi nyingi kwingi pengi zingi",
    "ingine": "mwingine wengine mwengine mingine kingine vingine jingine lingine mengine ingine "
    "nyingine zingine kwingine chengine vyengine yengine",
    "ngapi": "wangapi mingapi kingapi vingapi mangapi ngapi pangapi",
    "ipi": "yupi upi ipi lipi yapi kipi zipi wepi",
    "ema": "mwema wema njema chema vyema jema memma mema",
    "amba": "ambaye ambao ambayo ambalo ambacho ambavyo ambazo ambako ambapo ambamo",
    "na": "nami nawe naye nasi nanyi nao nayo nalo nacho navyo nazo",
    "ndiyo": "ndio ndiyo ndiye ndilo ndicho ndivyo ndizo",
    "siyo": "sio siyo siye silo sicho sivyo sizo",
}
"""Forms that the rules would make wrongly, or that have merged. Mohammed, on concord."""

NUMERALS = {
    "moja": "moja mmoja kimoja limoja jimoja",
    "mbili": "mbili wawili mawili viwili miwili pawili",
    "tatu": "tatu watatu matatu vitatu mitatu patatu",
    "nne": "nne wanne manne vinne minne",
    "tano": "tano watano matano vitano mitano",
    "nane": "nane wanane manane vinane minane",
}
"""The numerals that agree; the lemma is the form used in counting. Ashton, on numerals."""

HAVE_SUBJECTS = tuple(
    "ni u a tu m wa i li ya ki vi zi ku pa si hu ha hatu ham hawa hau hai hali haya haki havi"
    " hazi haku c x".split()
)
PLACE_SUBJECTS = tuple(
    "ni n u yu tu m wa i li ki vi zi ku pa si hu hayu hatu ham hawa hau hai hali haya haki havi"
    " hazi haku hapa".split()
)
"""Who may stand before -na (has) and -ko, -po, -mo (is there). Ashton, on "to have", "to be"."""

NOT_A_PLACE = frozenset("yako wako hapo".split())
"""Words of another meaning that would look so."""
