"""The wish for a quick tunnel as it is kept, and the address that such a tunnel enters by itself."""

from dataclasses import replace

from console.domain.errors import WrongInput
from console.domain.quick_tunnel import TunnelWish, is_quick_address
from console.services.connection import connected_config
from console.store.store import Session, Store

_WISH = "quick_tunnel"


def tunnel_wish(session: Session) -> TunnelWish:
    """What was wished for the connected hotel; nothing is, where it never was. Raises NotConnected."""
    kept = session.preferences.get(_WISH)
    if not kept or kept["property_id"] != connected_config(session).property_id:
        return TunnelWish()
    return TunnelWish(kept["wanted"], kept["told_address"])


def note_told_address(session: Session, address: str) -> None:
    """Beds24 has this address from us; empty when it is left alone from now on. Raises NotConnected."""
    _keep(session, replace(tunnel_wish(session), told_address=address))


def switch_tunnel(session: Session, *, on: bool) -> None:
    """Have it run from now on, or not; the address of one that has ended is no public address. Raises NotConnected."""
    _keep(session, replace(tunnel_wish(session), wanted=on))
    property_id = connected_config(session).property_id
    if not on and is_quick_address(session.webhook_settings.of(property_id).setup.public_url):
        session.webhook_settings.change(property_id, public_url="")


def refuse_while_tunnel_runs(session: Session) -> None:
    """Raises WrongInput where the public address is entered by the tunnel."""
    if tunnel_wish(session).wanted:
        raise WrongInput(
            "The quick tunnel enters its own address. Switch it off first, to use one that you give yourself."
        )


def enter_address(store: Store, address: str) -> bool:
    """Keep the public address that the tunnel was given; whether it is still wished for. Raises NotConnected."""
    with store.writing() as session:
        if not tunnel_wish(session).wanted:
            return False
        session.webhook_settings.change(connected_config(session).property_id, public_url=address)
        return True


def _keep(session: Session, wish: TunnelWish) -> None:
    property_id = connected_config(session).property_id
    kept = {"property_id": property_id, "wanted": wish.wanted, "told_address": wish.told_address}
    session.preferences.set(_WISH, kept)
