"""What is said in quotation marks: whose words they are, and which belong together."""
