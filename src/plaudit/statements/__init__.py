"""What a person sees of the books and what payroll gets: drafts, approvals, closes, statements, payouts."""
