"""Many customers at once: search, facets, views, bulk work, exports."""
