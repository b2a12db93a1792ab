"""The minutes of handing a post over: the open work and dossiers its next holder finds (Q-006)."""
