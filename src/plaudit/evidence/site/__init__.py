"""What the site keeps of the studies: answers, drafts of plans, what somebody decided on a proposal."""
