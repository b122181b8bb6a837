from django.db import migrations, models

from catalog.triggers import install


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_revision_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="slug")),
                (
                    "words",
                    models.TextField(
                        help_text="Words or phrases of one meaning, in any language, one a line.",
                        verbose_name="words",
                    ),
                ),
                (
                    "ignored",
                    models.BooleanField(
                        default=False,
                        help_text="On: a search that says more leaves these words out.",
                        verbose_name="tell nothing",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _connector="OR", _negated=True), name="synonym_has_words"
                    )
                ],
            },
        ),
        # The new table is watched, too; its triggers go with it.
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
