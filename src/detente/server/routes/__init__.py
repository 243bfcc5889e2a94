"""Routes by subject: each takes what was asked apart, asks the store once or twice, and hands rows to `views`."""
