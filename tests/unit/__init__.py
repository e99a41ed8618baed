"""Tests of Ofisi."""
