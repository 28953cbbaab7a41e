"""What combinations of pieces ask for, each rule by itself. A rule that fits uses its pieces."""
