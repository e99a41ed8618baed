"""The API for the company's own systems: JSON under `/api/v1`, from one table of operations."""
