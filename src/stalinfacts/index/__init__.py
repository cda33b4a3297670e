"""The database behind every query: a corpus as SQLite tables with full-text search."""
