"""An object store for tests."""

import pytest


@pytest.fixture
def s3(monkeypatch):
    """An S3 endpoint on this machine with the bucket `xinzhi-test`; yields a client of it."""
    import boto3
    import requests
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    requests.post(f"http://{host}:{port}/moto-api/reset", timeout=30)  # the content outlives a server
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()  # one that an earlier test has left knows another endpoint
    client = boto3.client("s3")
    client.create_bucket(Bucket="xinzhi-test")
    yield client
    server.stop()
