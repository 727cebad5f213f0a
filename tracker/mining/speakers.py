"""What leads in to a statement: who says it, or that it has to be seen."""

from __future__ import annotations

import re
from functools import cache


def without_speaker(body: str) -> str:
    """What is said, without who says it (“李明在讲话中强调，”); all of it where nothing else is left."""
    speaker = _speaker().match(body)
    return body[speaker.end() :] if speaker and speaker.end() < len(body) else body


@cache
def _speaker() -> re.Pattern[str]:
    """Who says it (“李明在讲话中强调，”), or that it has to be seen (“也要看到，”): what is said counts."""
    return re.compile(
        r"(?![^，。；：]{0,12}(?:总书记|党中央|全会|报告|党章|条例))(?!按|根据|对照|围绕|依据|遵照|贯彻|落实)[^，。；：、“”的]{1,14}(?:在[^，。；：]{1,40}[时中后])?"
        r"(?:强调|指出|要求|表示|提出|认为|希望)[，：:]|"
        r"(?:但|同时|当前)?，?(?:我们|大家)?[也还更既]?(?:要|应该?|必须|应当)(?:清醒|深刻|充分)?地?"
        r"(?:看到|认识到|知道|承认|明白|指出的?是?)，|"
        r"(?:整改|具体|工作|主要|下一?步|保障)(?:措施|举措|目标|打算|要求|任务|建议|做法)[：:]"
    )
