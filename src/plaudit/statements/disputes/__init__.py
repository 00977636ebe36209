"""A line that its person doubts: her reason, a clock, an owner, an answer, and the correction that it caused."""
