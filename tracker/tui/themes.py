"""朱红: the app's own look, dark and light, and the variables its style sheets stand on."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = "朱红·深色"
LIGHT: Final = "朱红·浅色"

_DARK_VARIABLES: Final = {
    "vermilion": "#e5485d",
    "muted": "#8b8f98",
    "faint": "#5a5f69",
    "rule": "#343841",
    "stripe": "#1b1e24",
    "cursor": "#3a2229",
    "cursor-blurred": "#282a31",
    "lamp-normal": "#7fb58a",
    "lamp-near": "#e0b354",
    "lamp-imminent": "#ec8f4a",
    "lamp-overdue": "#f0566a",
    "lamp-extended": "#7fb0d8",
    "lamp-continuing": "#a99ad6",
    "lamp-unsettled": "#c9b58a",
    "lamp-done": "#6f8f79",
    "mark": "#4a3a1c",
    "mark-current": "#7d1226",
    "block-cursor-background": "#c8102e",
    "block-cursor-foreground": "#ffffff",
    "block-cursor-text-style": "bold",
    "input-cursor-background": "#e5485d",
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
    "muted": "#6d675f",
    "faint": "#a39b8f",
    "rule": "#d9d1c3",
    "stripe": "#f5f1e9",
    "cursor": "#f6dcdc",
    "cursor-blurred": "#ebe5da",
    "lamp-normal": "#2f7d46",
    "lamp-near": "#96690a",
    "lamp-imminent": "#b9540c",
    "lamp-overdue": "#c20f2d",
    "lamp-extended": "#1f659b",
    "lamp-continuing": "#6a4fb0",
    "lamp-unsettled": "#7c6a37",
    "lamp-done": "#5f7d68",
    "mark": "#fbe9bd",
    "mark-current": "#f3b9bd",
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

VARIABLE_DEFAULTS: Final = _DARK_VARIABLES
"""Style sheets are read once before the theme is set: every variable has a value then."""


def themes() -> tuple[Theme, Theme]:
    """The dark and the light theme."""
    return (
        Theme(
            name=DARK,
            dark=True,
            primary="#c8102e",
            secondary="#9a8f7d",
            accent="#e5485d",
            foreground="#dcd8d0",
            background="#16181d",
            surface="#1d2026",
            panel="#242830",
            success="#7fb58a",
            warning="#e0b354",
            error="#f0566a",
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
            success="#2f7d46",
            warning="#96690a",
            error="#c20f2d",
            variables=_LIGHT_VARIABLES,
        ),
    )
