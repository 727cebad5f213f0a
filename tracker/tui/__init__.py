"""The terminal app.

With the kitty keyboard protocol a phrase typed with an input method arrives as junk keys, and Textual reads
this switch when it is first imported: so it is set here, before any module of the app can import it.
"""

import os

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
