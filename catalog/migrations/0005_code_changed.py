from django.db import migrations, models
from django.db.models.functions import Now

from catalog import stamp, triggers


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_phrase_frames")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, triggers.install),
        migrations.AddField(
            model_name="code",
            name="changed",
            field=models.DateTimeField(db_default=Now(), editable=False, verbose_name="changed"),
        ),
        # SQLite rebuilt the table: its triggers are gone.
        migrations.RunPython(triggers.install, triggers.uninstall),
        migrations.RunPython(stamp.install, stamp.uninstall),
    ]
