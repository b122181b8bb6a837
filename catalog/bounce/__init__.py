"""Any text to a BounceReport: knows mail, knows nothing of the catalog or of Django."""
