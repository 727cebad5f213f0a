"""PDF files with a text layer: characters and ruled lines on pages become paragraphs and rows."""
