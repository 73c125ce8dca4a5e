"""Pages, stem by stem."""
