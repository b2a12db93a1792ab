"""Papers set by typst: the measures of both layouts, the values of the template, the places."""
