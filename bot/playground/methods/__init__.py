"""The Bot API's methods by topic; `table` joins them. HTTP, faults and the ledger live outside."""
