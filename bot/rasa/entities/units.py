"""What customers call the units. Only some are sold in; of others we ask."""

from __future__ import annotations

from helpdesk.services.profile import Profile
from helpdesk.services.reading.words import plain

_CALLED = {
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramu kilogramme kgm",
    "gram": "g gm gms gram grams gramu gramme grammes",
    "litre": "l lt ltr ltrs lita litre litres liter liters lts litr lta",
    "ml": "ml mls mililita millilitre millilitres milliliter milliliters",
    "piece": "pc pcs piece pieces kipande vipande mche miche punje pisi bar bars tin tins tub "
    "tubs kopo makopo",
    "dozen": "dozen dozens doz dazeni dazen dazan dazini darzeni dasani dozeni madazeni",
    "tray": "tray trays trei treyi trey matrei",
    "packet": "packet packets pkt pkts pack packs paketi pakiti paket pakti paketti mapaketi",
    "bottle": "bottle bottles chupa machupa",
    "bag": "bag bags sack sacks gunia magunia mfuko mifuko kiroba viroba",
    "box": "box boxes carton cartons ctn ctns katoni katon boksi maboksi sanduku "
    "masanduku debe madebe",
    "ton": "ton tons tonne tonnes tani",
    "container": "dumu madumu jerrican jerricans jerrycan jerrycans ndoo bucket buckets sado drum "
    "drums kreti makreti crate crates bale bales bandali roll rolls",
}


def unit_words(profile: Profile) -> dict[str, str]:
    """Every word for a unit with the unit's code: ours, and before them `products.yml`'s."""
    words = {word: code for code, called in _CALLED.items() for word in called.split()}
    for code, forms in profile.units.items():
        for name in (name for form in forms for name in (form.sw, form.en)):
            words[plain(name)] = code
    return words
