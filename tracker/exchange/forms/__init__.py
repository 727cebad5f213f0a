"""收发: a workbook for each unit to fill in, and what stands in it when it is back."""
