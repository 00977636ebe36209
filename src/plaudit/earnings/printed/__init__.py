"""The query as somebody else may own it: printed for an engine, with the tables that it stands on."""
