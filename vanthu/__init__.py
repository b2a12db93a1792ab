"""vanthu: the document management and executive administration system of a province."""
