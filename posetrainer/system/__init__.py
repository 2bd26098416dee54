"""Files, folders, processes, jobs and standard streams."""
