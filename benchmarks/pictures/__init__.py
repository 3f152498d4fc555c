"""What the benchmarks of drawing share: a phone's photo, the posts that are drawn, the floor, and how time is taken."""
