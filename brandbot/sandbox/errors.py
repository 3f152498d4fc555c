"""Refusals in the words of Meta: HTTP status, code, subcode and the texts of the error-handling pages."""

from __future__ import annotations

DOCS = "Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"


class GraphError(Exception):
    """One refusal; `title` and `text` are what Meta writes for the person (`error_user_title`, `error_user_msg`)."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        subcode: int | None = None,
        status: int = 400,
        kind: str = "OAuthException",
        title: str = "",
        text: str = "",
        transient: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error: dict[str, object] = {"message": message, "type": kind, "code": code}
        if subcode is not None:
            self.error |= {"error_subcode": subcode, "is_transient": transient}
        if text:
            self.error |= {"error_user_title": title, "error_user_msg": text}


def invalid(message: str, *, subcode: int | None = None, title: str = "", text: str = "") -> GraphError:
    """Code 100: the request itself is wrong."""
    return GraphError(100, f"(#100) {message}", subcode=subcode, title=title, text=text)


def missing(method: str, object_id: str) -> GraphError:
    """100/33: no such object, or not for this token, or it can't do that."""
    message = (
        f"Unsupported {method.lower()} request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
        f"missing permissions, or does not support this operation. {DOCS}"
    )
    return GraphError(100, message, subcode=33, kind="GraphMethodException")


def no_field(name: str, node_type: str) -> GraphError:
    """Code 100: this kind of node has no such field or edge."""
    return invalid(f"Tried accessing nonexisting field ({name}) on node type ({node_type})")


def no_permission(permission: str) -> GraphError:
    """Code 10: the token was not granted this."""
    message = f"(#10) This endpoint requires the '{permission}' permission or the 'Page Public Content Access' feature."
    return GraphError(10, message, status=403)


def page_token_needed(*, writing: bool) -> GraphError:
    """A person's token where only the Page's own will do."""
    if writing:
        return GraphError(200, "(#200) Unpublished posts must be posted to a page as the page itself", status=403)
    message = "A Page access token is required for this call for the new Pages experience."
    return GraphError(190, message, subcode=2069032, title="User Access Token Is Not Supported", text=message)


def picture(code: int, subcode: int, message: str, title: str, text: str) -> GraphError:
    """A refusal of Instagram's image intake (error-codes page of 2026-06-02)."""
    return GraphError(code, message, subcode=subcode, title=title, text=text)
