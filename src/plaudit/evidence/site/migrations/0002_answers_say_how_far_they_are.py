from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_answers_drafts_and_declined_champions")]

    operations = [
        migrations.AddField(
            model_name="answered",
            name="done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="answered",
            name="total",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
