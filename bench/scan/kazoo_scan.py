"""A scan with kazoo's asynchronous calls, 256 on their way. Prints znodes and ms as JSON."""
import json
import sys
import threading
import time

from kazoo.client import KazooClient

IN_FLIGHT = 256

client = KazooClient(hosts=sys.argv[1], timeout=30)
client.start(timeout=60)
lock = threading.Lock()
done = threading.Event()
paths, state = ["/"], {"flying": 0, "znodes": 0, "bytes": 0}


def pump():
    while True:
        with lock:
            if not paths or state["flying"] >= IN_FLIGHT:
                if not paths and state["flying"] == 0:
                    done.set()
                return
            path = paths.pop()
            state["flying"] += 1
        client.get_children_async(path, include_data=True).rawlink(lambda answer, path=path: take(path, answer))


def take(path, answer):
    names, stat = answer.get()
    prefix = "" if path == "/" else path
    with lock:
        state["flying"] -= 1
        state["znodes"] += 1
        state["bytes"] += stat.dataLength
        paths.extend(f"{prefix}/{name}" for name in names)
    pump()


start = time.perf_counter()
pump()
done.wait()
print(json.dumps({"znodes": state["znodes"], "bytes": state["bytes"], "ms": (time.perf_counter() - start) * 1000}))
client.stop()
