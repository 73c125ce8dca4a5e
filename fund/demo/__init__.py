"""What the demo city's fund consists of."""
