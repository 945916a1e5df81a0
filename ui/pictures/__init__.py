"""Pictures of the window: scenes of neutral shapes, painted on the screen and into a file alike."""
