"""How lists are narrowed down: see the module of each topic."""
