# docker build -t xxlint . && docker run --rm --network none -v "$PWD:/reports:ro" xxlint .
FROM python:3.13-slim

COPY requirements/run.txt /tmp/run.txt
RUN pip install --no-cache-dir --require-hashes -r /tmp/run.txt && rm /tmp/run.txt

COPY pyproject.toml README.md LICENSE /src/
COPY rules /src/rules
COPY xxlint /src/xxlint
RUN pip install --no-cache-dir --no-deps /src && rm -r /src

# Reports are read, nothing of the machine is needed: no root.
RUN useradd --create-home clerk
USER clerk
WORKDIR /reports
ENTRYPOINT ["xxlint"]
CMD ["--help"]
