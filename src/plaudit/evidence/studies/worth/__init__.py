"""What a review, a testimonial, a case study or a reference call is worth."""
