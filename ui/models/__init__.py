"""Item models that hold handles and load pages of rows through the worker."""
