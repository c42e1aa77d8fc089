"""Pictures drawn anew, without what is not seen in them."""
