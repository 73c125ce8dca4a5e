"""Everything the welcome folder can do."""
