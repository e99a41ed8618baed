"""The gateway: updates in, replies out, nothing lost. The only place that imports `telegram`."""
