"""Pictures: what is drawn where, computed from the public model; _charts.html.j2 draws it."""
