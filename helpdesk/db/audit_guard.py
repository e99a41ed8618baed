"""The audit is only ever added to, and the database itself sees to it.

Of an entry that stands, nothing may be changed; its values alone may be emptied, when a customer
is erased. Entries go only when their time is over: those from before the moment that `let_go`
has noted (the retention of `company/retention.yml`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from helpdesk.domain.process import Bookmark

BOOKMARK = "audit_until"
"""Up to which second since 1970 entries may go; nothing may without it."""

REFUSAL = "audit entries are only ever added"

# A value may stay or be emptied; the columns are called `old` and `new` like SQL's own two rows.
_SQLITE_KEPT = """new.id = old.id AND new.who = old.who AND new.what = old.what
  AND new.subject = old.subject AND new.at = old.at AND new.field IS old.field
  AND (new."old" IS NULL OR new."old" IS old."old")
  AND (new."new" IS NULL OR new."new" IS old."new")"""
_POSTGRES_KEPT = _SQLITE_KEPT.replace(" IS old.", " IS NOT DISTINCT FROM old.")
_UNTIL = f"SELECT position FROM bookmark WHERE name = '{BOOKMARK}'"

SQLITE = (
    f"""CREATE TRIGGER audit_kept BEFORE UPDATE ON audit_entry WHEN NOT ({_SQLITE_KEPT})
      BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_stays BEFORE DELETE ON audit_entry
      WHEN CAST(strftime('%s', old.at) AS INTEGER) > coalesce(({_UNTIL}), 0)
      BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
)
SQLITE_DOWN = ("DROP TRIGGER audit_kept", "DROP TRIGGER audit_stays")

POSTGRES = (
    f"""CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NOT ({_POSTGRES_KEPT}) THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23514'; END IF;
      RETURN new; END $$""",
    f"""CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF extract(epoch FROM old.at) > coalesce(({_UNTIL}), 0)
      THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23514'; END IF;
      RETURN old; END $$""",
    """CREATE TRIGGER audit_kept BEFORE UPDATE ON audit_entry
      FOR EACH ROW EXECUTE FUNCTION audit_kept()""",
    """CREATE TRIGGER audit_stays BEFORE DELETE ON audit_entry
      FOR EACH ROW EXECUTE FUNCTION audit_stays()""",
)
POSTGRES_DOWN = (
    "DROP TRIGGER audit_kept ON audit_entry",
    "DROP TRIGGER audit_stays ON audit_entry",
    "DROP FUNCTION audit_kept()",
    "DROP FUNCTION audit_stays()",
)


def let_go(session: Session, until: datetime) -> None:
    """From now on entries up to that moment may be deleted; younger ones stay."""
    mark = session.get(Bookmark, BOOKMARK) or Bookmark(BOOKMARK, 0)
    mark.position = int(until.timestamp())
    session.add(mark)
    session.flush()
