"""The mid-term report of a congress term's resolution, in which every number is a figure.

The template holds the sentences, `terms.toml` the days a term is counted from with their source;
what is counted is said by figures of the modules, by key. Nothing here knows a number.
"""
