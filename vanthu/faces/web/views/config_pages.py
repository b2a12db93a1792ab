"""What every page of the administration shares: a form by itself, and the way back."""

from django.http import HttpResponse, HttpResponseRedirect

from vanthu.faces.web.access import Request
from vanthu.faces.web.filling import Form, Text
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.shell import screen


def form_page(
    request: Request,
    form: Form,
    *,
    title: Text,
    submit: Text,
    back: str,
    here: str = "config",
    intro: Text = "",
    warning: Text = "",
) -> HttpResponse:
    """The page of one form; 422 when it is shown again for what is wrong."""
    return screen(
        request,
        "config/form.html",
        here=here,
        status=form.status,
        form=form,
        title=title,
        submit=submit,
        back=back,
        intro=intro,
        warning=warning,
    )


def done(url: str, sentence: str) -> HttpResponse:
    """Back to a page, which says what was done."""
    return leave(HttpResponseRedirect(url), Toast(sentence))
