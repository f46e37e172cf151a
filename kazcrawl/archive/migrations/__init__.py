"""The schema's history: one file per released version under `versions/`, run by `kazcrawl.archive.migrate`."""
