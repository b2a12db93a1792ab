"""Reports written out of figures, on paper and in files: sentences, then their annex of proof."""
