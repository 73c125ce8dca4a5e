"""What can happen in the fund: a module per topic. Every action takes keyword arguments and `by=`, the person."""
