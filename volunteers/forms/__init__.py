"""What people type: see the module of each topic."""
