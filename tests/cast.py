"""The named cast of the tests: who they are and what they may and may not do.

Customers: Asha writes Swahili, John English, Brian mixes the two.
Staff: Neema answers for customer service and Joseph for storage only; Rehema leads customer
service; Zawadi trains the assistant; Kamau audits, and changes nothing; Salma may do everything.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpdesk.domain.enums import Language, Role

PASSWORD = "maembe-matamu-saba"
"""The whole cast's: long enough, and no secret."""

BOT_ID = 100000001
CUSTOMER_SERVICE = "customer_service"
STORAGE = "storage"


@dataclass(frozen=True)
class Customer:
    """Somebody at Telegram."""

    chat_id: int
    name: str
    language_code: str
    username: str | None = None


@dataclass(frozen=True)
class Colleague:
    """Somebody at the console."""

    username: str
    name: str
    role: Role
    departments: tuple[str, ...]
    language: Language


ASHA = Customer(7001, "Asha Mwangi", "sw", "asha")
JOHN = Customer(7002, "John Carter", "en", "john")
BRIAN = Customer(7003, "Brian Otieno", "en")

NEEMA = Colleague("neema", "Neema Juma", Role.AGENT, (CUSTOMER_SERVICE,), Language.SW)
JOSEPH = Colleague("joseph", "Joseph Ali", Role.AGENT, (STORAGE,), Language.EN)
REHEMA = Colleague("rehema", "Rehema Said", Role.LEAD, (CUSTOMER_SERVICE,), Language.SW)
ZAWADI = Colleague("zawadi", "Zawadi Njeri", Role.TRAINER, (), Language.SW)
KAMAU = Colleague("kamau", "Kamau Kariuki", Role.AUDITOR, (), Language.EN)
SALMA = Colleague("salma", "Salma Bakari", Role.ADMIN, (), Language.SW)

COLLEAGUES = (NEEMA, JOSEPH, REHEMA, ZAWADI, KAMAU, SALMA)
