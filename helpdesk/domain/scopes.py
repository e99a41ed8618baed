"""What a token of the company's own systems may be good for, and the right behind each scope."""

from __future__ import annotations

from helpdesk.domain.enums import Word
from helpdesk.domain.rights import Right


class TokenScope(Word):
    """One thing a token may do. A token without it is refused, whoever made the token."""

    TICKETS_READ = "tickets:read"
    TICKETS_WRITE = "tickets:write"
    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    CATALOGUE_READ = "catalogue:read"
    STOCK_WRITE = "stock:write"
    REPORTS_READ = "reports:read"


RIGHT_BEHIND: dict[TokenScope, Right] = {
    TokenScope.TICKETS_READ: Right.READ_TICKETS,
    TokenScope.TICKETS_WRITE: Right.WORK_TICKETS,
    TokenScope.ORDERS_READ: Right.READ_ORDERS,
    TokenScope.ORDERS_WRITE: Right.MOVE_ORDERS,
    TokenScope.CATALOGUE_READ: Right.READ_ORDERS,
    TokenScope.STOCK_WRITE: Right.KEEP_STOCK,
    TokenScope.REPORTS_READ: Right.READ_REPORTS,
}
"""The right its maker must have for a scope to be worth anything: a token reaches no further."""


def scopes_of(words: str) -> frozenset[TokenScope]:
    """The scopes in a token's words; one that no longer exists is worth nothing."""
    known = {str(each): each for each in TokenScope}
    return frozenset(known[word] for word in words.split() if word in known)
