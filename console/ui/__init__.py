"""All of Qt and nothing else."""
