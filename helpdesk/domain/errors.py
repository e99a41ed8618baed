"""Everything the core refuses. Doors translate an error's `code` into the reader's language."""

from __future__ import annotations

from collections.abc import Mapping


class HelpdeskError(Exception):
    """A refusal with a `code` for the doors and `values` for the sentence they say.

    `field` is what was given wrong, by the name forms post it under; empty where no single one is.
    """

    code = "error"

    def __init__(self, *, field: str = "", **values: object) -> None:
        super().__init__(self.code, values)
        self.field = field
        self.values = values


class BadForm(HelpdeskError):
    """Several things were given wrong: `problems` tells what is wrong with each, by its name."""

    code = "bad_form"

    def __init__(self, problems: Mapping[str, HelpdeskError]) -> None:
        super().__init__()
        self.problems = problems


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
    """It changed since the page was read. `values["by"]` did it, if that is known."""

    code = "stale_version"


class BadTime(HelpdeskError):
    """A time that is no time, has passed already, or is more than a year away."""

    code = "bad_time"


class BadPast(HelpdeskError):
    """Not the time of something that has happened."""

    code = "bad_past"


class BadDay(HelpdeskError):
    """No day such as `values["example"]`, or one that has passed."""

    code = "bad_day"


class BadClock(HelpdeskError):
    """No time of the day."""

    code = "bad_clock"


class BadSpan(HelpdeskError):
    """A beginning without an end, or both the same."""

    code = "bad_span"


class BadChoice(HelpdeskError):
    """None of what may be chosen."""

    code = "bad_choice"


class NothingChosen(HelpdeskError):
    """Nothing was ticked where something must be."""

    code = "nothing_chosen"


class EmptyMacro(HelpdeskError):
    """A macro that does nothing."""

    code = "empty_macro"


class BadNumber(HelpdeskError):
    """Not a whole number from zero to `values["limit"]`."""

    code = "bad_number"


class Forbidden(HelpdeskError):
    """Something their role or department does not do."""

    code = "forbidden"


class OtherLanguage(HelpdeskError):
    """An answer in `values["typed"]` for a customer who speaks `values["theirs"]`: a warning."""

    code = "other_language"


class NotTheSame(HelpdeskError):
    """Two tickets that cannot become one: of other people, done, or the same one."""

    code = "not_the_same"


class NoSuchTicket(HelpdeskError):
    """No ticket of the reference `values["reference"]` that the asker may see."""

    code = "no_such_ticket"


class SameTicket(HelpdeskError):
    """A ticket and itself."""

    code = "same_ticket"


class BadFile(HelpdeskError):
    """A file we do not send: `values["problem"]` is empty, large, kind or many."""

    code = "bad_file"


class BadPicture(HelpdeskError):
    """A file that is no picture we can use: `values["problem"]` is empty, large or kind."""

    code = "bad_picture"


class EmptyText(HelpdeskError):
    """A reply, note or story without a word in it."""

    code = "empty_text"


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


class WrongPassword(WrongSignIn):
    """Not the password of who is signed in."""

    code = "wrong_password"


class SignInOver(HelpdeskError):
    """Too long between the password and the code, or not in the same browser."""

    code = "sign_in_over"


class PasswordsDiffer(HelpdeskError):
    """The new password was not typed the same twice."""

    code = "passwords_differ"


class BadPlaces(HelpdeskError):
    """Texts whose places in braces are unknown, or not the same: `values["places"]` are known."""

    code = "bad_places"


class BadWebhook(HelpdeskError):
    """A webhook that cannot be: `values["wrong"]` has a word for what is wrong, by field."""

    code = "bad_webhook"


class NotConfirmed(HelpdeskError):
    """What confirms something grave, `values["word"]`, was not typed."""

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
