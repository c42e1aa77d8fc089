"""What an editor looks at: proof, status, and the page that shows both sides."""
