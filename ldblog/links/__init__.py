"""Links to addresses elsewhere: found in pages, and asked for politely."""
