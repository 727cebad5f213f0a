"""Ground that everything stands on: cells, numerals, dates, working days, cleaning."""
