"""What a machine can check in the library's words; a person still reads for tone."""
