from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("runs", "0005_one_calculates_a_large_period_at_a_time"),
    ]

    operations = [
        # What is folded cannot be made of what was told: whoever looks next has it calculated again.
        migrations.RunSQL("DELETE FROM units", migrations.RunSQL.noop),
        migrations.RunSQL("DELETE FROM runs", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="unit", name="told"),
        migrations.AddField(
            model_name="unit", name="stands", field=models.JSONField(default=dict), preserve_default=False
        ),
        migrations.AddField(
            model_name="unit", name="lines", field=models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.AddField(
            model_name="unit",
            name="plan_version",
            field=models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.DeleteModel(name="Claim"),
    ]
