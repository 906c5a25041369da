"""What the adviser says, in sentences."""

from console.domain.adviser import Advice, Point, Way
from console.ui.kit.words import say
from console.ui.wording import adviser as words


def channel_name(advice: Advice) -> str:
    return advice.channel.name or say(words.NO_NAME)


def sentences(advice: Advice) -> list[str]:
    """What a person should know before changing this here, the weightiest first."""
    return [say(_template(advice, point), channel=channel_name(advice)) for point in advice.points]


def way(advice: Advice, wanted: Way) -> str:
    """What can be done instead, or all the same."""
    channel, extranet = channel_name(advice), advice.channel.extranet
    if wanted is not Way.CHANGE_THERE:
        return say(words.WAYS[wanted], channel=channel)
    if extranet and extranet != channel:
        return say(words.CHANGE_IN_EXTRANET, channel=channel, extranet=extranet)
    return say(words.CHANGE_THERE, channel=channel)


def _template(advice: Advice, point: Point) -> str:
    if point is Point.BELONGS:
        return words.BELONGS.get(advice.part, words.BELONGS_OTHER)
    return words.POINTS[point]
