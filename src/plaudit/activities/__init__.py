"""What happened: acts and milestones, the catalogue, every outside fact."""
