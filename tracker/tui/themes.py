"""朱红: the app's own look, dark, light, of high contrast and in 16 colours, as its style sheets need it.

Every text reaches a contrast of 4.5 to 1 on every ground it can stand on (tests/tui/test_themes.py).
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = "朱红·深色"
LIGHT: Final = "朱红·浅色"
CONTRAST: Final = "朱红·高对比"
SIXTEEN: Final = "朱红·16色"
"""For terminals with few colours: the ones every terminal has, black and white told outright."""

_DARK_VARIABLES: Final = {
    "vermilion": "#f95c71",
    "muted": "#a1a5ae",
    "faint": "#8e939d",
    "rule": "#343841",
    "stripe": "#1b1e24",
    "cursor": "#3a2229",
    "cursor-blurred": "#282a31",
    "lamp-normal": "#7fb58a",
    "lamp-near": "#e0b354",
    "lamp-imminent": "#ec8f4a",
    "lamp-overdue": "#f75d71",
    "lamp-extended": "#7fb0d8",
    "lamp-continuing": "#a99ad6",
    "lamp-unsettled": "#c9b58a",
    "lamp-done": "#7a9a84",
    "mark": "#38280a",
    "mark-current": "#5d000e",
    "block-cursor-background": "#c8102e",
    "block-cursor-foreground": "#ffffff",
    "block-cursor-text-style": "bold",
    "input-cursor-background": "#f95c71",
    "input-selection-background": "#c8102e 45%",
    "border": "#c8102e",
    "border-blurred": "#343841",
    "scrollbar": "#3b404a",
    "scrollbar-hover": "#545a66",
    "scrollbar-active": "#c8102e",
    "scrollbar-background": "#16181d",
    "scrollbar-background-hover": "#16181d",
    "scrollbar-background-active": "#16181d",
    "scrollbar-corner-color": "#16181d",
}

_LIGHT_VARIABLES: Final = {
    "vermilion": "#b00d28",
    "muted": "#59534b",
    "faint": "#696155",
    "rule": "#d9d1c3",
    "stripe": "#f5f1e9",
    "cursor": "#f6dcdc",
    "cursor-blurred": "#ebe5da",
    "lamp-normal": "#23713a",
    "lamp-near": "#865900",
    "lamp-imminent": "#a94400",
    "lamp-overdue": "#c20f2d",
    "lamp-extended": "#1f659b",
    "lamp-continuing": "#6a4fb0",
    "lamp-unsettled": "#72602d",
    "lamp-done": "#4b6954",
    "mark": "#fbe9bd",
    "mark-current": "#ffd7db",
    "block-cursor-background": "#b00d28",
    "block-cursor-foreground": "#ffffff",
    "block-cursor-text-style": "bold",
    "input-cursor-background": "#b00d28",
    "input-selection-background": "#b00d28 25%",
    "border": "#b00d28",
    "border-blurred": "#d9d1c3",
    "scrollbar": "#cfc6b6",
    "scrollbar-hover": "#b5aa97",
    "scrollbar-active": "#b00d28",
    "scrollbar-background": "#fbf9f4",
    "scrollbar-background-hover": "#fbf9f4",
    "scrollbar-background-active": "#fbf9f4",
    "scrollbar-corner-color": "#fbf9f4",
}

_CONTRAST_VARIABLES: Final = {
    "vermilion": "#ff8a94",
    "muted": "#e2e2e2",
    "faint": "#c4c4c4",
    "rule": "#8c8c8c",
    "stripe": "#101010",
    "cursor": "#00345c",
    "cursor-blurred": "#2b2b2b",
    "lamp-normal": "#7dff9a",
    "lamp-near": "#ffe14d",
    "lamp-imminent": "#ffb366",
    "lamp-overdue": "#ff8a94",
    "lamp-extended": "#8fd3ff",
    "lamp-continuing": "#d9c2ff",
    "lamp-unsettled": "#ffe9b0",
    "lamp-done": "#a8e6b8",
    "mark": "#543c00",
    "mark-current": "#860014",
    "block-cursor-background": "#ffffff",
    "block-cursor-foreground": "#000000",
    "block-cursor-text-style": "bold",
    "input-cursor-background": "#ffffff",
    "input-selection-background": "#00569c",
    "border": "#ffffff",
    "border-blurred": "#8c8c8c",
    "scrollbar": "#8c8c8c",
    "scrollbar-hover": "#c4c4c4",
    "scrollbar-active": "#ffffff",
    "scrollbar-background": "#000000",
    "scrollbar-background-hover": "#000000",
    "scrollbar-background-active": "#000000",
    "scrollbar-corner-color": "#000000",
}

_SIXTEEN_VARIABLES: Final = {
    # Textual's own widgets ask for these and have none in native colours.
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "surface-active": "ansi_bright_black",
    "foreground-disabled": "ansi_white",
    "text": "ansi_bright_white",
    "text-muted": "ansi_white",
    "text-disabled": "ansi_white",
    "foreground-muted": "ansi_white",
    "vermilion": "ansi_bright_red",
    "muted": "ansi_white",
    "faint": "ansi_white",
    "rule": "ansi_bright_black",
    "stripe": "ansi_black",
    "cursor": "ansi_black",
    "cursor-blurred": "ansi_black",
    "lamp-normal": "ansi_bright_green",
    "lamp-near": "ansi_bright_yellow",
    "lamp-imminent": "ansi_bright_magenta",
    "lamp-overdue": "ansi_bright_red",
    "lamp-extended": "ansi_bright_cyan",
    "lamp-continuing": "ansi_cyan",
    "lamp-unsettled": "ansi_white",
    "lamp-done": "ansi_green",
    "mark": "ansi_black",
    "mark-current": "ansi_black",
    "block-cursor-background": "ansi_white",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-text-style": "bold",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-selection-background": "ansi_blue",
    "border": "ansi_red",
    "border-blurred": "ansi_bright_black",
    "scrollbar": "ansi_bright_black",
    "scrollbar-hover": "ansi_white",
    "scrollbar-active": "ansi_bright_red",
    "scrollbar-background": "ansi_black",
    "scrollbar-background-hover": "ansi_black",
    "scrollbar-background-active": "ansi_black",
    "scrollbar-corner-color": "ansi_black",
}

VARIABLE_DEFAULTS: Final = _DARK_VARIABLES
"""What our variables are in a theme that is not ours, as Textual begins with one."""


def themes() -> tuple[Theme, ...]:
    """In the order in which one key goes through them."""
    return (
        Theme(
            name=DARK,
            dark=True,
            primary="#c8102e",
            secondary="#9a8f7d",
            accent="#f95c71",
            foreground="#dcd8d0",
            background="#16181d",
            surface="#1d2026",
            panel="#242830",
            success="#7fb58a",
            warning="#e0b354",
            error="#f75d71",
            variables=_DARK_VARIABLES,
        ),
        Theme(
            name=LIGHT,
            dark=False,
            primary="#b00d28",
            secondary="#7a6f5d",
            accent="#b00d28",
            foreground="#2a2622",
            background="#fbf9f4",
            surface="#f3eee4",
            panel="#ebe4d7",
            success="#23713a",
            warning="#865900",
            error="#c20f2d",
            variables=_LIGHT_VARIABLES,
        ),
        Theme(
            name=CONTRAST,
            dark=True,
            primary="#ffffff",
            secondary="#c4c4c4",
            accent="#ff8a94",
            foreground="#ffffff",
            background="#000000",
            surface="#0a0a0a",
            panel="#1f1f1f",
            success="#7dff9a",
            warning="#ffe14d",
            error="#ff8a94",
            variables=_CONTRAST_VARIABLES,
        ),
        Theme(
            name=SIXTEEN,
            dark=True,
            ansi=True,
            primary="ansi_white",
            secondary="ansi_cyan",
            accent="ansi_bright_red",
            foreground="ansi_bright_white",
            background="ansi_black",
            surface="ansi_black",
            panel="ansi_black",
            boost="ansi_black",
            success="ansi_bright_green",
            warning="ansi_bright_yellow",
            error="ansi_bright_red",
            variables=_SIXTEEN_VARIABLES,
        ),
    )


def next_theme(name: str) -> str:
    """The one after this one, round and round."""
    names = [theme.name for theme in themes()]
    return names[(names.index(name) + 1) % len(names)] if name in names else DARK
