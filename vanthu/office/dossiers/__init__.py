"""Dossiers: a work dossier gathers documents without copying them, under the 13 fields of Annex VI."""
