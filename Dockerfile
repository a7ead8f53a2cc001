FROM python:3.11-slim-bookworm

# What WeasyPrint draws letters with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /portal

COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .
RUN useradd --system --uid 10001 --home-dir /portal portal \
    && mkdir -p /var/lib/satc \
    && chown portal /var/lib/satc
ENV VAR_DIR=/var/lib/satc HOST=0.0.0.0 PORT=8000 DEBUG=0
USER portal
EXPOSE 8000
VOLUME /var/lib/satc

CMD ["gunicorn", "satc.wsgi"]
