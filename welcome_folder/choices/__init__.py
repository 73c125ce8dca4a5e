"""All choices of the welcome folder; each topic with a state says in `NEXT_STATES` which may follow which."""
