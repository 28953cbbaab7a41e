"""What `import lantu` offers to notebooks and scripts."""
