"""What a saved web page holds: its tree, what it states about itself, and the story among everything else."""
