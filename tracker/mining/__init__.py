"""A text becomes findings: problems, tasks, measures and results, each a span of the text."""
