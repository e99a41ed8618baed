"""Exact entities in Swahili and English: goods, amounts, money, telephones, times, places."""
