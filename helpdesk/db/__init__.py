"""How the domain is kept: tables, mapping, engine, queries, migrations."""
