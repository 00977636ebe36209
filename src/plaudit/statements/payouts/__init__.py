"""What payroll gets of what statements pay: batches, their approvals, their files, what became of each line."""
