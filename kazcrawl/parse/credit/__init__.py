"""The credited source: who said it first. A module for each form of credit; `rules` has their order."""
