"""The true map of the communes, where the province has brought their outlines; else there are tiles."""
