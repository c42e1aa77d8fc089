"""Proof that a built site holds nothing that is kept from the public."""
