"""The built site: how MkDocs is run, and addresses that clash."""
