from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wire', '0007_delivery_put_aside'),
    ]

    operations = [
        migrations.AddField(
            model_name='sourcehealth',
            name='claimed_by',
            field=models.CharField(blank=True, max_length=120),
        ),
    ]
