"""From a county's facts to the public model: the only place that sees what isn't public."""
