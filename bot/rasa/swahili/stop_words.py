"""Swahili words that say little of what a message is about. No negation and no question word."""

from __future__ import annotations

STOP_WORDS = set(
    "na ya wa la cha vya za kwa pa mwa ni au ama lakini bali ila kama kwamba kuwa ili hata"
    " hadi mpaka tangu katika kwenye kuhusu huyu huyo yule hawa hao wale huu huo ule hii hiyo"
    " ile hizi hizo zile hili hilo lile haya hayo yale hiki hicho kile hivi hivyo vile hapa"
    " hapo pale huku huko kule humu humo mimi wewe yeye sisi ninyi nyinyi wao yangu yako yake"
    " yetu yenu yao wangu wako wake wetu wenu langu lako lake letu lenu lao changu chako chake"
    " chetu chenu chao zangu zako zake zetu zenu zao vyangu vyako vyake kwangu kwako kwake"
    " kwetu kwenu kwao pia tena tu sana basi ndio ndiyo je kila baada kabla nami nawe naye"
    " nasi nao ambaye ambao ambayo ambazo ambacho".split()
)
