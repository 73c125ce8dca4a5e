"""What may stand in the columns of the fund, and which state may follow which: a module per topic."""
