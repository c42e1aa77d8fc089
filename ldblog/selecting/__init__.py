"""Units in, those worth a stranger's time out."""
