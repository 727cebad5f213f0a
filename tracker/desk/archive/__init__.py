"""Many files at once: folders walked, mined on many processors, results in the order of the input."""
