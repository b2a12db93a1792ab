"""Capital letters (Decree 30/2020, Annex II): closed vocabularies, precision before recall.

Where a word can be right both ways (a direction and a region, an ordinal and a weekday) nothing is
said. Either placement of a tone mark is right: spelling is not the business of these rules.
"""
