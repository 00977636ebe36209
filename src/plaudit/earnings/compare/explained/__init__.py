"""Why a difference: each file knows one reason and answers with a sentence where it fits, else with None."""
