"""Pages of the volunteers' database: see the module of each topic."""
