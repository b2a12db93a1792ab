"""One extractor per cell of the Decree 30/2020 layout (Annex I, part IV: cells 1 to 14)."""
