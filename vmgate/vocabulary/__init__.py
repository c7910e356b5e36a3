"""The procedure's own words: what rules speak of, whoever the provider is.

Every class here states what a thing has; a translation (`vmgate.translate`) says how one provider's resources
state it. A property that a translation does not override raises `NotExpressible`: the rule does not apply there.
"""
