"""Telegram's refusals: code, sentence and parameters. Who refuses what lives with each rule."""

from __future__ import annotations

from typing import NoReturn


class ApiError(Exception):
    """A call that Telegram refuses, in Telegram's own words."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, int] | None = None
    ) -> None:
        """Keep the HTTP code, the description and what a client may act upon."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


class CustomerError(Exception):
    """A thing the customer's side cannot do; `reason` is a code that the page translates."""

    def __init__(self, reason: str, status: int = 400) -> None:
        """Keep the reason and the HTTP status to answer with."""
        super().__init__(reason)
        self.reason = reason
        self.status = status


def refuse(description: str) -> NoReturn:
    """Raise a 400 with Telegram's prefix."""
    raise ApiError(400, f"Bad Request: {description}") from None


def reject(reason: str, status: int = 400) -> NoReturn:
    """Raise a CustomerError."""
    raise CustomerError(reason, status) from None


def too_many_requests(retry_after: int) -> ApiError:
    """Build a 429 that asks the bot to wait `retry_after` seconds."""
    description = f"Too Many Requests: retry after {retry_after}"
    return ApiError(429, description, {"retry_after": retry_after})


def blocked() -> ApiError:
    """Build the 403 of a customer who has blocked the bot."""
    return ApiError(403, "Forbidden: bot was blocked by the user")
