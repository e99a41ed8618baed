"""The tables of Swahili word-building, and where they are described: prefixes and extensions.

Sources, by their topics:
E. O. Ashton, Swahili Grammar (1944), on the verb, the relative, derived verbs and noun classes;
M. A. Mohammed, Modern Swahili Grammar (2001), on verb inflection, verb extensions and concord;
E. Steere, A Handbook of the Swahili Language (1870), on the monosyllabic verbs;
A. Hurskainen, SALAMA and SWATWOL (1992 and later), for lemmas that keep lexicalised extensions.
"""

from __future__ import annotations

SUBJECTS = tuple("ni u a tu m mu wa i li ya ki vi zi ku pa".split())
"""Persons first, then the classes. Ashton and Mohammed, on subject prefixes."""

NEGATIVES = tuple("si hu ha hatu ham hamu hawa hau hai hali haya haki havi hazi haku hapa".split())
"""The same with ha-; si- is the first person. Ashton and Mohammed, on the negative tenses."""

TYPED_NEGATIVES = tuple("c ci xi hatja".split())
"""How si- is typed in a hurry (cjapata, xijui). From chats, not from a grammar."""

TENSES = tuple("na me li ta ki ka nge ngali ngeli".split())
"""Affirmative tense and aspect. Ashton and Mohammed, on tenses."""

FINISHED = tuple("mesha lisha tasha kisha mekwisha sha sipo singe singali singeli japo".split())
"""-sha (nimeshafika, nishafika) with the conditional negatives. Mohammed, on tense and aspect."""

RELATIVE_TENSES = tuple("na li taka".split())
"""The tenses that carry a relative marker inside. Ashton, on the relative."""

RELATIVES = tuple("ye o lo yo cho vyo zo ko po mo".split())
"""Ashton, on the -o of reference."""

OBJECTS = tuple("ni ku mw mu m tu wa i li ya ki vi zi u pa ji".split())
"""Object prefixes and the reflexive ji. Ashton and Mohammed, on object prefixes."""

PERSONS = frozenset("ni ku m mw mu tu wa".split())

PRESENT_A = {
    "na": "ni", "wa": "wa", "a": "a", "twa": "tu", "mwa": "m", "ya": "ya", "la": "li", "cha": "ki",
    "vya": "vi", "za": "zi", "kwa": "ku", "pa": "pa",
}  # fmt: skip
"""Subject and present -a- run together (naomba, twapenda). Ashton, on the -a- tense."""

TYPED_SUBJECTS = {
    "nna": ("ni", "na"), "nta": ("ni", "ta"), "nli": ("ni", "li"), "nme": ("ni", "me"),
    "nka": ("ni", "ka"), "nki": ("ni", "ki"), "nnge": ("ni", "nge"), "nsha": ("ni", "sha"),
    "nmesha": ("ni", "mesha"), "nisha": ("ni", "sha"), "tme": ("tu", "me"), "tna": ("tu", "na"),
    "tli": ("tu", "li"),
}  # fmt: skip
"""Vowels left out in typing and in speech (ntafika, nnataka). From chats, not from a grammar."""

MONOSYLLABIC = {
    "la": "kula", "ja": "kuja", "nywa": "kunywa", "fa": "kufa", "wa": "kuwa",
    "enda": "enda", "isha": "isha",
}  # fmt: skip
"""Verbs that keep ku- in many tenses; the lemma keeps it too, for `la` and `wa` are other words.

Steere and Ashton, on monosyllabic verbs.
"""

KEEPING_KU = frozenset("na me li ta nge ngali ngeli mesha lisha tasha kisha sha sipo".split())
"""Tenses in which those verbs keep ku-, unless an object stands there. Ashton."""

IRREGULAR: dict[str, tuple[str, tuple[str, ...]]] = {
    "pa": ("kupa", ()), "pea": ("kupa", ("applicative",)), "pewa": ("kupa", ("passive",)),
    "liwa": ("kula", ("passive",)), "lika": ("kula", ("stative",)),
    "jia": ("kuja", ("applicative",)), "jiwa": ("kuja", ("passive",)),
    "fia": ("kufa", ("applicative",)), "fiwa": ("kufa", ("passive",)),
    "nywewa": ("kunywa", ("passive",)), "nyweka": ("kunywa", ("stative",)),
    "nywea": ("kunywa", ("applicative",)), "nywesha": ("kunywa", ("causative",)),
    "wia": ("kuwa", ("applicative",)), "ibiwa": ("iba", ("passive",)),
    "ibia": ("iba", ("applicative",)), "kwenda": ("enda", ()), "kwisha": ("isha", ()),
}  # fmt: skip
"""Derived forms of the shortest verbs. Ashton, on the derived verbs."""

SPELLINGS = {
    "eza": "weza", "skia": "sikia", "skiza": "sikiliza", "sikiza": "sikiliza", "fwata": "fuata",
    "tengeza": "tengeneza", "tengenza": "tengeneza", "itaji": "hitaji", "ekeza": "wekeza",
    "fatilia": "fuatilia", "badirisha": "badilisha", "onesha": "onyesha",
}  # fmt: skip
"""How some verbs are often typed. From chats, not from a grammar."""

FIXED_FORMS = {
    "njoo": "kuja", "njooni": "kuja", "njoni": "kuja", "nenda": "enda", "nendeni": "enda",
    "twende": "enda", "twendeni": "enda", "wende": "enda", "kwenda": "enda", "kwisha": "isha",
    "lete": "leta", "kula": "kula", "kuja": "kuja", "kunywa": "kunywa", "kufa": "kufa",
    "kuwa": "kuwa", "kupa": "kupa", "leteni": "leta", "wacha": "acha", "wana": "-na",
}  # fmt: skip
"""Irregular imperatives, and the infinitives that are lemmas. Ashton, on the imperative."""

EXTENSIONS: tuple[tuple[str, str, str], ...] = (
    ("liwa", "a", "passive"), ("lewa", "a", "passive"),
    ("liwa", "", "passive"), ("iwa", "a", "applicative passive"), ("iwa", "i", "passive"),
    ("iwa", "u", "passive"), ("iwa", "ia", "passive"), ("ewa", "a", "applicative passive"),
    ("ewa", "e", "passive"), ("ewa", "ea", "passive"), ("wa", "a", "passive"),
    ("lia", "", "applicative"), ("lia", "a", "applicative"), ("lea", "a", "applicative"),
    ("ia", "a", "applicative"),
    ("ia", "i", "applicative"), ("ia", "u", "applicative"), ("ea", "a", "applicative"),
    ("ea", "e", "applicative"),
    ("isha", "a", "causative"), ("isha", "i", "causative"), ("isha", "u", "causative"),
    ("esha", "a", "causative"), ("esha", "e", "causative"), ("iza", "a", "causative"),
    ("eza", "a", "causative"), ("za", "a", "causative"), ("za", "la", "causative"),
    ("sha", "ka", "causative"), ("vya", "wa", "causative"), ("fya", "pa", "causative"),
    ("ikana", "a", "stative"), ("ekana", "a", "stative"), ("lika", "a", "stative"),
    ("leka", "a", "stative"), ("ika", "a", "stative"), ("ika", "i", "stative"),
    ("ika", "u", "stative"), ("eka", "a", "stative"), ("eka", "e", "stative"),
    ("ana", "a", "reciprocal"), ("ana", "i", "reciprocal"),
    ("anga", "a", "habitual"), ("aga", "a", "habitual"),
    ("ua", "a", "reversive"), ("oa", "a", "reversive"),
)  # fmt: skip
"""Ending, what stands for it in the base, and its name. Ashton and Mohammed, on verb extensions.

-l- comes back between a root in a vowel and its extension (nunua, nunulia). -anga is speech.
"""

AFTER_VOWEL = frozenset("liwa lewa lia lea lika leka".split())
"""Endings that count only after a root in a vowel."""

USE_OR_SEND = ("tumia", "tuma")
"""-tumia is "use", and with a person as its object "send to"."""
