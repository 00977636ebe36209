from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_activities_and_outside_facts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(fields=["activity", "milestone", "verified"], name="milestones_of_an_activity"),
        ),
    ]
