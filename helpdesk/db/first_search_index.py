"""The search index as migration 0003 makes it; 0006 makes another of it (`search_index`).

Databases out there were made with these very words, so they stay as they are.
"""

from __future__ import annotations

_HEAD = """
SELECT t.id, t.reference || ' ' || t.subject || ' ' || coalesce(t.story, '') || ' '
  || coalesce(t.about_order, '') || ' ' || c.name || ' ' || coalesce(c.username, '') || ' '
  || coalesce(c.phone, '') || ' ' || coalesce(o.reference, '') || ' ' || coalesce(o.phone, '')
FROM ticket t JOIN contact c ON c.id = t.contact_id
LEFT JOIN customer_order o ON o.id = t.order_id
"""
_OF_TICKET = "UPDATE OF subject, story, about_order, order_id, contact_id ON ticket"
_OF_CONTACT = "UPDATE OF name, username, phone ON contact"

SQLITE = (
    """CREATE VIRTUAL TABLE search_head USING fts5(
      words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')""",
    """CREATE VIRTUAL TABLE search_message USING fts5(
      text, content = 'message', content_rowid = 'id',
      tokenize = 'unicode61 remove_diacritics 2', prefix = '3')""",
    f"""CREATE TRIGGER search_ticket_in AFTER INSERT ON ticket BEGIN
      INSERT INTO search_head(rowid, words) {_HEAD} WHERE t.id = new.id; END""",
    f"""CREATE TRIGGER search_ticket_up AFTER {_OF_TICKET} BEGIN
      DELETE FROM search_head WHERE rowid = new.id;
      INSERT INTO search_head(rowid, words) {_HEAD} WHERE t.id = new.id; END""",
    """CREATE TRIGGER search_ticket_out AFTER DELETE ON ticket BEGIN
      DELETE FROM search_head WHERE rowid = old.id; END""",
    f"""CREATE TRIGGER search_contact_up AFTER {_OF_CONTACT} BEGIN
      DELETE FROM search_head WHERE rowid IN (SELECT id FROM ticket WHERE contact_id = new.id);
      INSERT INTO search_head(rowid, words) {_HEAD} WHERE t.contact_id = new.id; END""",
    """CREATE TRIGGER search_message_in AFTER INSERT ON message BEGIN
      INSERT INTO search_message(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER search_message_up AFTER UPDATE OF text ON message BEGIN
      INSERT INTO search_message(search_message, rowid, text) VALUES ('delete', old.id, old.text);
      INSERT INTO search_message(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER search_message_out AFTER DELETE ON message BEGIN
      INSERT INTO search_message(search_message, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
    f"INSERT INTO search_head(rowid, words) {_HEAD}",
    "INSERT INTO search_message(search_message) VALUES ('rebuild')",
)
SQLITE_DOWN = (
    *(
        f"DROP TRIGGER search_{name}"
        for name in (
            "ticket_in ticket_up ticket_out contact_up message_in message_up message_out"
        ).split()
    ),
    "DROP TABLE search_head",
    "DROP TABLE search_message",
)

# Words only, as SQLite reads them: PostgreSQL would take T-7KPM or +255… for one.
_PLAIN = "to_tsvector('simple', regexp_replace(%s, '[^[:alnum:]]+', ' ', 'g'))"
_WORDS = _PLAIN % "words"
_KEPT = "ON CONFLICT (ticket_id) DO UPDATE SET words = excluded.words"
_DOCUMENT = f"SELECT id, {_WORDS} FROM ({_HEAD} WHERE @) AS found(id, words)"

POSTGRES = (
    """CREATE TABLE search_head (
      ticket_id bigint PRIMARY KEY REFERENCES ticket(id) ON DELETE CASCADE,
      words tsvector NOT NULL)""",
    """CREATE TABLE search_message (
      message_id bigint PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE,
      words tsvector NOT NULL)""",
    # With `fastupdate` every search would first read a list of what came lately (PostgreSQL
    # manual, GIN tips): searching is done while somebody waits, writing is not.
    "CREATE INDEX ix_search_head_words ON search_head USING gin (words) WITH (fastupdate = off)",
    """CREATE INDEX ix_search_message_words ON search_message USING gin (words)
      WITH (fastupdate = off)""",
    f"""CREATE FUNCTION search_ticket() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_head(ticket_id, words) {_DOCUMENT.replace("@", "t.id = new.id")} {_KEPT};
      RETURN new; END $$""",
    f"""CREATE FUNCTION search_contact() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_head(ticket_id, words)
      {_DOCUMENT.replace("@", "t.contact_id = new.id")} {_KEPT};
      RETURN new; END $$""",
    f"""CREATE FUNCTION search_message() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_message(message_id, words)
      VALUES (new.id, {_PLAIN % "new.text"})
      ON CONFLICT (message_id) DO UPDATE SET words = excluded.words;
      RETURN new; END $$""",
    f"""CREATE TRIGGER search_ticket AFTER INSERT OR {_OF_TICKET}
      FOR EACH ROW EXECUTE FUNCTION search_ticket()""",
    f"""CREATE TRIGGER search_contact AFTER {_OF_CONTACT}
      FOR EACH ROW EXECUTE FUNCTION search_contact()""",
    """CREATE TRIGGER search_message AFTER INSERT OR UPDATE OF text ON message
      FOR EACH ROW EXECUTE FUNCTION search_message()""",
    f"INSERT INTO search_head(ticket_id, words) {_DOCUMENT.replace('@', 'true')}",
    f"""INSERT INTO search_message(message_id, words)
      SELECT id, {_PLAIN % "text"} FROM message""",
)
POSTGRES_DOWN = (
    "DROP TRIGGER search_ticket ON ticket",
    "DROP TRIGGER search_contact ON contact",
    "DROP TRIGGER search_message ON message",
    "DROP FUNCTION search_ticket()",
    "DROP FUNCTION search_contact()",
    "DROP FUNCTION search_message()",
    "DROP TABLE search_head",
    "DROP TABLE search_message",
)
