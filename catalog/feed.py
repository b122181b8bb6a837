"""The feed of new and changed entries, one for each language (RFC 4287)."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Code

#: A reader that asks once a day misses nothing unless more than this changed.
LENGTH = 50


class ChangedEntries(Feed):
    """The entries that changed last, newest first."""

    feed_type = Atom1Feed
    title = gettext_lazy("bouncesite: new and changed entries")
    subtitle = gettext_lazy("Replies of mail servers that were added or rewritten here.")
    author_name = "bouncesite"

    def link(self):
        return reverse("catalog:home")

    def feed_url(self):
        return reverse("catalog:feed")

    def items(self):
        return Code.objects.latest_changed()[:LENGTH]

    def item_title(self, code):
        return _("{provider}: {entry}").format(provider=code.provider, entry=code)

    def item_description(self, code):
        return code.meaning

    def item_updateddate(self, code):
        return code.changed

    def item_categories(self, code):
        return [str(code.reason)]
