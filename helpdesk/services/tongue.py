"""Which of our two languages a sentence of staff's is in: enough to warn, not to decide."""

from __future__ import annotations

import re

from helpdesk.domain.enums import Language

SWAHILI = frozenset(
    """ya wa na kwa ni za la katika cha kama hii hiyo yako yangu wako wangu sana asante tafadhali
    habari karibu ndiyo hapana leo kesho jana sasa bado tayari samahani pole tuta nita umepata
    mzigo oda wako bei gani lini wapi sisi wewe yetu wetu au lakini pia hapa kuhusu baada kabla
    mteja malipo siku saa""".split()
)
ENGLISH = frozenset(
    """the a an of to and is are was were be been will would can could your you we our us it this
    that for with from on in at as not no yes please thank thanks sorry have has had do does did
    order today tomorrow now when where what how price delivery money back""".split()
)
FEWEST = 2
"""Words of one language that must stand out before anything is said of it."""

_PREFIXES = re.compile(
    r"^(tuta|nita|ata|uta|wata|tume|nime|ume|ame|wame|hatu|hatuja|ili|ime|zime)"
)


def language_of(text: str) -> Language | None:
    """The language most words speak for; None where they do not tell."""
    words = re.findall(r"[a-z']+", text.lower())
    swahili = sum(w in SWAHILI or (len(w) > 5 and bool(_PREFIXES.match(w))) for w in words)
    english = sum(word in ENGLISH for word in words)
    if max(swahili, english) < FEWEST or swahili == english:
        return None
    return Language.SW if swahili > english else Language.EN
