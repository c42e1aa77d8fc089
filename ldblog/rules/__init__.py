"""The rules: what each code is about, and the checks that find it.

``reading`` has what is found while a file is read, ``checks`` what its words are checked for.
"""
