"""Events and progress to what a person sees. Nothing here decides anything."""
