"""The law as data: regulation packs, tables, ladders, cites, workdays and source fingerprints."""
