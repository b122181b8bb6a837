"""Bounces that tell in words, by the layouts of the software writing them; each module reads one layout."""
