"""Files, articles and gazetteers that the measurements are made on."""
