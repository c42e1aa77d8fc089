"""A new blog: answers in, the files of a repository out, and what has become of them since."""
