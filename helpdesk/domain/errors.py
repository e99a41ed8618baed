"""Everything the core refuses. Doors translate an error's `code` into the reader's language."""

from __future__ import annotations


class HelpdeskError(Exception):
    """A refusal with a `code` for the doors and `values` for the sentence they say."""

    code = "error"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values


class NotFound(HelpdeskError):
    """There is no such thing, or it is not the asker's: the two are told apart nowhere."""

    code = "not_found"


class IllegalTransition(HelpdeskError):
    """The thing cannot go from where it stands to where it was sent."""

    code = "illegal_transition"


class AlreadyClaimed(HelpdeskError):
    """Another staff member has the ticket. `values["by"]` is their name."""

    code = "already_claimed"


class StaleVersion(HelpdeskError):
    """The ticket changed since the page was read. `values["by"]` did it, if a person did."""

    code = "stale_version"


class BadTime(HelpdeskError):
    """A time that is no time, or has passed already."""

    code = "bad_time"


class Forbidden(HelpdeskError):
    """Something their role or department does not do."""

    code = "forbidden"


class OtherLanguage(HelpdeskError):
    """An answer in `values["typed"]` for a customer who speaks `values["theirs"]`: a warning."""

    code = "other_language"


class NotTheSame(HelpdeskError):
    """Two tickets that cannot become one: of other people, done, or the same one."""

    code = "not_the_same"


class BadFile(HelpdeskError):
    """A file we do not send: `values["problem"]` is empty, large, kind or many."""

    code = "bad_file"


class EmptyText(HelpdeskError):
    """A reply, note or story without a word in it."""

    code = "empty_text"


class NothingChosen(HelpdeskError):
    """Nothing was ticked where at least one thing must be."""

    code = "nothing_chosen"


class TextTooLong(HelpdeskError):
    """A text over the limit `values["limit"]` (characters)."""

    code = "text_too_long"


class UnknownProduct(HelpdeskError):
    """No product by the name `values["product"]`."""

    code = "unknown_product"


class BadQuantity(HelpdeskError):
    """Zero, negative, not a number, or over `values["limit"]`."""

    code = "bad_quantity"


class OutOfStock(HelpdeskError):
    """Fewer than asked for: `values["available"]` of `values["product"]` are left."""

    code = "out_of_stock"


class TooLate(HelpdeskError):
    """The order is past what was asked for it: `values["status"]` tells where it stands."""

    code = "too_late"


class EmptyOrder(HelpdeskError):
    """An order without a line."""

    code = "empty_order"


class BadPayment(HelpdeskError):
    """A transaction number that has not the form of its way of paying (`values["method"]`)."""

    code = "bad_payment"


class BadPhone(HelpdeskError):
    """Not a telephone number that can be called."""

    code = "bad_phone"


class ButtonSpent(HelpdeskError):
    """A button that was used, has expired or belongs to another chat."""

    code = "button_spent"


class WrongSignIn(HelpdeskError):
    """User name and password do not belong together; which is wrong is not said."""

    code = "wrong_sign_in"


class PasswordsDiffer(HelpdeskError):
    """The new password was not typed the same twice."""

    code = "passwords_differ"


class BadPlaces(HelpdeskError):
    """Texts whose places in braces are unknown, or not the same: `values["places"]` are known."""

    code = "bad_places"


class NotConfirmed(HelpdeskError):
    """The word that confirms something grave was not typed."""

    code = "not_confirmed"


class WrongCode(HelpdeskError):
    """A code that is wrong, too old, or was used before."""

    code = "wrong_code"


class LastAdmin(HelpdeskError):
    """Nobody would be left who may manage staff."""

    code = "last_admin"


class TooManyAttempts(HelpdeskError):
    """Signing in is paused for this account and address; `values["minutes"]` remain."""

    code = "too_many_attempts"


class WeakPassword(HelpdeskError):
    """A password under `values["limit"]` characters."""

    code = "weak_password"


class NameTaken(HelpdeskError):
    """A staff member of that user name exists."""

    code = "name_taken"


class BadCompany(HelpdeskError):
    """A company file that cannot be loaded: `values["file"]`, `values["problem"]`."""

    code = "bad_company"
