"""What can happen in the volunteers' database, topic by topic."""
