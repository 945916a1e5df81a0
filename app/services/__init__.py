"""One function a use case: each opens one unit of work, decides, writes, commits, says what changed."""
