"""Files that bring customers, from the upload to the last row."""
