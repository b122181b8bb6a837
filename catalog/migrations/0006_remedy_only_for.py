from django.db import migrations, models

from catalog import triggers


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_code_changed")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, triggers.install),
        migrations.AddField(
            model_name="remedy",
            name="only_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("submission", "a mail program hands in mail"),
                    ("carrier", "a mobile carrier's recipient"),
                ],
                default="",
                max_length=20,
                verbose_name="only where",
            ),
        ),
        # SQLite rebuilt the table: its triggers are gone.
        migrations.RunPython(triggers.install, triggers.uninstall),
    ]
