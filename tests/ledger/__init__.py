"""Tests of the ledger, against a file and against a real PostgreSQL."""
