"""Tests of the whole running street, without a browser."""
