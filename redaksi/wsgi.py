"""The application behind the edge."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.settings")
application = get_wsgi_application()
