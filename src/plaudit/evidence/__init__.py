"""What to pay, and whether it worked: studies that read the facts and answer with intervals or refusals."""
