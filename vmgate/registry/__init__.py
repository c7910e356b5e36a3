"""The template registry: facts that people signed, one file each, and what follows from them on a day.

`facts` are what is stored, `store` reads them, `trust` tells which of them hold, `state` computes the rest.
"""
