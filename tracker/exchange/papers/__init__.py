"""Papers as Word documents: what stands on them, how they are set, and the office's own templates."""
