"""Uncertain dates: EDTF, the phrases people say, and how a document prints them."""
