# The command line and the server. `docker compose` builds it; docs/deploy.md says how to run it.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1

WORKDIR /opt/lantu
# What Lantu needs changes less often than Lantu: it is a layer of its own. Workers of a cluster
# need more: requirements-cluster.lock.
ARG LOCK=requirements.lock
COPY ${LOCK} requirements.lock
RUN python -m pip install --require-hashes -r requirements.lock

COPY . .
RUN python -m pip install --no-deps --no-build-isolation . \
 && useradd --system --uid 8400 --no-create-home lantu \
 && install -d -o lantu -g lantu /collection

USER lantu
WORKDIR /collection
ENV LANTU_COLLECTION=/collection
VOLUME /collection
EXPOSE 8400
ENTRYPOINT ["lantu"]
CMD ["serve", "--host", "0.0.0.0"]
