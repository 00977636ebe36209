"""The site: thin pages over the verbs of the rooms; no arithmetic, no decision."""
