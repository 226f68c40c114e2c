"""Files read in a process of their own, with limits, so that none can hurt the rest."""
