"""The answers as OpenAPI describes them: one model per kind of thing, by subject. Field names are those of the records."""
