"""Tests that drive a real Chromium over the whole street."""
