"""Files to take home: a specification or a result in, the text of a file out."""
