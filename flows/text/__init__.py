"""Raw text to clean text: noise, script, width, lines, sentences. Owner of the offset map."""
