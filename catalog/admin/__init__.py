"""The editors' side: every row of the catalog, both languages side by side.

Messages about placeholders and examples come from ``checks.py`` through each model's ``clean``. The ledger and the
revision are the machine's own notes and are not editable.
"""

from django.contrib import admin

from catalog.admin.code import CodeAdmin
from catalog.admin.provider import ProviderAdmin
from catalog.admin.reason import ReasonAdmin
from catalog.admin.remedy import RemedyAdmin
from catalog.admin.synonym import SynonymAdmin

__all__ = ["CodeAdmin", "ProviderAdmin", "ReasonAdmin", "RemedyAdmin", "SynonymAdmin"]

admin.site.site_header = admin.site.site_title = "bouncesite"
