"""What people type: a module per topic."""
