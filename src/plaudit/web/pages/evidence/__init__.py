"""Every study with its last answer, and the pages of those without a page of their own."""
