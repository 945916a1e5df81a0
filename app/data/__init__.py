"""Files of data that come with the program: vocabularies and the public events of the sample."""
