"""Where Swahili and what stands among it is cut into tokens, and what stays whole.

spaCy's own rules stand; these are added. Times, sums, references and ng' words are matched as a
whole before anything is cut off inside them.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.symbols import NORM, ORTH

APOSTROPHES = "'’‘`"
UNITS = "kg|kgs|g|gm|gms|gr|km|m|cm|mm|l|lt|ltr|ml|pcs|pc|pkt|doz|gb|mb|k|x"
SHILLINGS = "kshs|ksh|kes|tshs|tsh|tzs|ush|ugx|shs|sh"

ABBREVIATIONS = {
    "n.k.": "na kadhalika", "nk.": "na kadhalika", "k.m.": "kwa mfano", "km.": "kwa mfano",
    "k.v.": "kama vile", "n.b.": "zingatia", "s.l.p.": "sanduku la posta", "Bw.": "bwana",
    "Bi.": "bibi", "Dkt.": "daktari", "Mhe.": "mheshimiwa", "Mwl.": "mwalimu", "Prof.": "profesa",
    "sh.": "shilingi", "shs.": "shilingi", "Sh.": "shilingi", "Tsh.": "shilingi",
    "Tshs.": "shilingi", "Ksh.": "shilingi", "Kshs.": "shilingi", "Ush.": "shilingi",
    "/=": "shilingi", "/-": "shilingi", "tel.": "simu",
    "M-Pesa": "mpesa", "m-pesa": "mpesa", "M-PESA": "mpesa", "M-pesa": "mpesa",
    "T-Kash": "tkash",
}  # fmt: skip
"""Kept whole, and what they stand for."""

SHAPES = (
    r"\d{1,2}[:.]\d{2}",  # 9:30
    r"\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?",  # 1,500 and 1,500.50
    r"[A-Za-z]{2,5}(?:-[A-Z0-9]{4}){2}",  # TKT-7K3M-9QXA
    r"\+?\d{6,15}",  # 0712345678, +255712345678
    r"\+?\d{2,4}(?:-\d{3}){2,3}",  # 0712-345-678
    rf"[^\W\d_]*ng[{APOSTROPHES}][^\W\d_]+",  # ng'ombe, kung’oa
    r"[^\W\d_]+(?:-[^\W\d_]+)+",  # ku-cancel, haija-deliver-iwa
)

is_whole = re.compile(rf"(?:{'|'.join(SHAPES)})\Z").match
"""Matches a text that must not be cut. spaCy keeps on disk only what is a regular expression's."""

PREFIXES = [
    r"@(?=\d)",  # 3pcs @500
    rf"(?i:{SHILLINGS})\.?(?=\d)",  # sh500, Tsh.2,000
    *TOKENIZER_PREFIXES,
]
SUFFIXES = [
    r"(?<=\d)/[=-]",  # 20,000/=
    rf"(?<=\d)(?i:{UNITS})",  # 2kg
    rf"(?<=\d)(?i:{SHILLINGS})",  # 500sh
    *[suffix for suffix in TOKENIZER_SUFFIXES if suffix not in ("'s", "'S", "’s", "’S")],
    r"(?<=[a-z]{2})['’]s",
]
INFIXES = [
    rf"(?<=\d)(?i:(?:{UNITS})s?)(?=[/,@])",  # 2kg@500
    r"(?<=[^\W\d_])/(?=[^\W\d_])",  # chai/kahawa
    r"(?<=\d)@(?=\d)",
    *TOKENIZER_INFIXES,
]


def exceptions() -> dict[str, list[dict[Any, str]]]:
    """The abbreviations, each one token with its full word as NORM."""
    return {short: [{ORTH: short, NORM: whole}] for short, whole in ABBREVIATIONS.items()}
