"""What makes tickets, messages and names searchable, written down once for each database.

`search_head` holds one document for each ticket (reference, subject, story, the customer's name
and phone, the order's number), `search_message` one for each message of a ticket. Both know the
ticket's department, so that who sees one department need not wade through all the others'.
Triggers keep them, so that no road into the tables can forget them.

PostgreSQL's index gives all that fit at once and in no order. So each row is also marked with its
stretch: of which 2^n numbers it is. Newest stretches first, a common word is found without
gathering a million rows.
"""

from __future__ import annotations

from helpdesk.db import part_index

TABLES = ("search_head", "search_message", *part_index.TABLES)
HEAD_STRETCH, MESSAGE_STRETCH = 13, 16
"""A stretch is 2^13 tickets, or 2^16 messages."""

_HEAD = """
SELECT t.id, t.department_id, t.reference || ' ' || t.subject || ' ' || coalesce(t.story, '')
  || ' ' || coalesce(t.about_order, '') || ' ' || c.name || ' ' || coalesce(c.username, '')
  || ' ' || coalesce(c.phone, '') || ' ' || coalesce(o.reference, '')
  || ' ' || coalesce(o.phone, '')
FROM ticket t JOIN contact c ON c.id = t.contact_id
LEFT JOIN customer_order o ON o.id = t.order_id
"""
_SAID = """
SELECT m.id, t.department_id, m.text FROM message m JOIN ticket t ON t.id = m.ticket_id
"""
_OF_TICKET = "UPDATE OF subject, story, about_order, order_id, contact_id, department_id ON ticket"
_OF_CONTACT = "UPDATE OF name, username, phone ON contact"
_OF_MESSAGE = "UPDATE OF text, ticket_id ON message"

_IN_HEAD = f"INSERT INTO search_head(rowid, desk, words) {_HEAD}"
_IN_SAID = f"INSERT INTO search_message(rowid, desk, words) {_SAID}"
# What FTS5 keeps no copy of is taken out by saying again what was put in (FTS5, section 6.2).
_OUT_SAID = "INSERT INTO search_message(search_message, rowid, desk, words) SELECT 'delete',"

SQLITE = (
    """CREATE VIRTUAL TABLE search_head USING fts5(
      desk, words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')""",
    """CREATE VIRTUAL TABLE search_message USING fts5(
      desk, words, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')""",
    f"""CREATE TRIGGER search_ticket_in AFTER INSERT ON ticket BEGIN
      {_IN_HEAD} WHERE t.id = new.id; END""",
    f"""CREATE TRIGGER search_ticket_up AFTER {_OF_TICKET} BEGIN
      DELETE FROM search_head WHERE rowid = new.id;
      {_IN_HEAD} WHERE t.id = new.id; END""",
    f"""CREATE TRIGGER search_ticket_moved AFTER UPDATE OF department_id ON ticket
      WHEN old.department_id <> new.department_id BEGIN
      {_OUT_SAID} m.id, old.department_id, m.text FROM message m WHERE m.ticket_id = new.id;
      {_IN_SAID} WHERE t.id = new.id; END""",
    """CREATE TRIGGER search_ticket_out AFTER DELETE ON ticket BEGIN
      DELETE FROM search_head WHERE rowid = old.id; END""",
    f"""CREATE TRIGGER search_contact_up AFTER {_OF_CONTACT} BEGIN
      DELETE FROM search_head WHERE rowid IN (SELECT id FROM ticket WHERE contact_id = new.id);
      {_IN_HEAD} WHERE t.contact_id = new.id; END""",
    f"""CREATE TRIGGER search_message_in AFTER INSERT ON message BEGIN
      {_IN_SAID} WHERE m.id = new.id; END""",
    f"""CREATE TRIGGER search_message_up AFTER {_OF_MESSAGE} BEGIN
      {_OUT_SAID} old.id, department_id, old.text FROM ticket WHERE id = old.ticket_id;
      {_IN_SAID} WHERE m.id = new.id; END""",
    f"""CREATE TRIGGER search_message_out AFTER DELETE ON message BEGIN
      {_OUT_SAID} old.id, department_id, old.text FROM ticket WHERE id = old.ticket_id; END""",
    _IN_HEAD,
    _IN_SAID,
    *part_index.SQLITE,
)
SQLITE_DOWN = (
    *part_index.SQLITE_DOWN,
    *(
        f"DROP TRIGGER search_{name}"
        for name in (
            "ticket_in ticket_up ticket_moved ticket_out contact_up "
            "message_in message_up message_out"
        ).split()
    ),
    "DROP TABLE search_head",
    "DROP TABLE search_message",
)

# Words only, as SQLite reads them: PostgreSQL would take T-7KPM or +255… for one.
_WORDS = "to_tsvector('simple', regexp_replace(words, '[^[:alnum:]]+', ' ', 'g'))"


def _rows(table: str, found: str, where: str, stretch: int) -> str:
    """Put documents in, or put others in their place."""
    return f"""INSERT INTO {table}(id, department_id, words, ticket_id)
      SELECT id, desk, {_WORDS} || search_marks(id, desk, {stretch}), ticket
      FROM ({found} WHERE {where}) AS found(id, desk, words, ticket)
      ON CONFLICT (id) DO UPDATE SET words = excluded.words,
      department_id = excluded.department_id, ticket_id = excluded.ticket_id"""


def _heads(where: str) -> str:
    return _rows("search_head", _with_ticket(_HEAD), where, HEAD_STRETCH)


def _saids(where: str) -> str:
    return _rows("search_message", _with_ticket(_SAID), where, MESSAGE_STRETCH)


def _with_ticket(found: str) -> str:
    """The same rows with the ticket's number, which PostgreSQL need not look up then."""
    return found.replace("FROM ", ", t.id FROM ", 1)


def _function(name: str, *statements: str) -> str:
    body = ";\n".join(statements)
    return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      {body};
      RETURN new; END $$"""


POSTGRES = (
    # `~5` is the department, `~.31` the stretch, `~5.31` both; no word begins so.
    """CREATE FUNCTION search_marks(id bigint, desk bigint, stretch int) RETURNS tsvector
      IMMUTABLE LANGUAGE sql AS $$ SELECT array_to_tsvector(ARRAY['~' || desk,
      '~.' || (id >> stretch), '~' || desk || '.' || (id >> stretch)]) $$""",
    """CREATE TABLE search_head (id bigint PRIMARY KEY REFERENCES ticket(id) ON DELETE CASCADE,
      department_id bigint NOT NULL, words tsvector NOT NULL, ticket_id bigint NOT NULL)""",
    """CREATE TABLE search_message (
      id bigint PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE,
      department_id bigint NOT NULL, words tsvector NOT NULL, ticket_id bigint NOT NULL)""",
    _heads("true"),
    _saids("true"),
    # With `fastupdate` every search would first read a list of what came lately (PostgreSQL
    # manual, GIN tips): searching is done while somebody waits, writing is not.
    "CREATE INDEX ix_search_head_words ON search_head USING gin (words) WITH (fastupdate = off)",
    """CREATE INDEX ix_search_message_words ON search_message USING gin (words)
      WITH (fastupdate = off)""",
    "CREATE INDEX ix_search_head_department ON search_head (department_id, id)",
    "CREATE INDEX ix_search_message_department ON search_message (department_id, id)",
    _function("search_ticket", _heads("t.id = new.id")),
    _function("search_ticket_moved", _saids("t.id = new.id")),
    _function("search_contact", _heads("t.contact_id = new.id")),
    _function(
        "search_message",
        # A message that belongs to no ticket any more is found no more.
        "DELETE FROM search_message WHERE id = new.id AND new.ticket_id IS NULL",
        _saids("m.id = new.id"),
    ),
    f"""CREATE TRIGGER search_ticket AFTER INSERT OR {_OF_TICKET}
      FOR EACH ROW EXECUTE FUNCTION search_ticket()""",
    """CREATE TRIGGER search_ticket_moved AFTER UPDATE OF department_id ON ticket FOR EACH ROW
      WHEN (old.department_id <> new.department_id) EXECUTE FUNCTION search_ticket_moved()""",
    f"""CREATE TRIGGER search_contact AFTER {_OF_CONTACT}
      FOR EACH ROW EXECUTE FUNCTION search_contact()""",
    f"""CREATE TRIGGER search_message AFTER INSERT OR {_OF_MESSAGE}
      FOR EACH ROW EXECUTE FUNCTION search_message()""",
    *part_index.POSTGRES,
)
POSTGRES_DOWN = (
    *part_index.POSTGRES_DOWN,
    "DROP TRIGGER search_ticket ON ticket",
    "DROP TRIGGER search_ticket_moved ON ticket",
    "DROP TRIGGER search_contact ON contact",
    "DROP TRIGGER search_message ON message",
    "DROP FUNCTION search_ticket()",
    "DROP FUNCTION search_ticket_moved()",
    "DROP FUNCTION search_contact()",
    "DROP FUNCTION search_message()",
    "DROP TABLE search_head",
    "DROP TABLE search_message",
    "DROP FUNCTION search_marks(bigint, bigint, int)",
)
