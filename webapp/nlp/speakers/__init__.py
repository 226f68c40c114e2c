"""Whose words a claim is: the person or body that a source stands for."""
