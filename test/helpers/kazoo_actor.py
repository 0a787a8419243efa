# A kazoo client told what to do by JSON lines on stdin; answers and events are JSON lines on stdout.
# {"seq": 1, "do": "create", "path": "/a"}  ->  {"reply": 1, "ok": {"path": "/a"}}  or  {"reply": 1, "error": "NoNodeError", ...}
# Without being asked:  {"event": "acquired", "id": "w1", ...}, {"event": "state", ...}, {"event": "watch", ...}
import base64
import json
import os
import sys
import threading
import time

from kazoo.client import KazooClient
from kazoo.exceptions import CancelledError
from kazoo.recipe.lock import Lock, ReadLock, Semaphore, WriteLock
from kazoo.security import ACL, Id

client = None
contenders = {}
members = {}
said = threading.Lock()
# Which contender the current thread works for.
local = threading.local()


def say(message):
    with said:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def data_of(command):
    return base64.b64decode(command.get("data_b64", ""))


def stat_of(stat):
    return {name: value if abs(value) < 2 ** 53 else hex(value) for name, value in stat._asdict().items()}


class ObservedClient(KazooClient):
    """Tells when a contender has its place in the queue."""

    def create(self, path, value=b"", *args, **options):
        made = super().create(path, value, *args, **options)
        if options.get("sequence") and getattr(local, "contender", None):
            say({"event": "queued", "id": local.contender, "node": made})
        return made


def where():
    connection = client._connection._socket
    return {
        "session": "0x%x" % (client.client_id[0] & 0xFFFFFFFFFFFFFFFF),
        "address": "%s:%d" % connection.getsockname()[:2],
        "server": "%s:%d" % connection.getpeername()[:2],
    }


def connect(command):
    global client
    client = ObservedClient(
        hosts=command["hosts"],
        timeout=command.get("timeout", 10),
        # The first host of the string first: tests choose the server by it.
        randomize_hosts=False,
        auth_data=[tuple(pair) for pair in command.get("auth", [])] or None,
        connection_retry={"max_tries": -1, "delay": 0.05, "backoff": 1, "max_delay": 0.05},
        command_retry={"max_tries": -1, "delay": 0.05, "backoff": 1, "max_delay": 0.05},
    )
    client.add_listener(lambda state: say({"event": "state", "state": state}))
    client.start(timeout=command.get("within", 15))
    return where()


class Contender:
    """One thread that acquires, holds until told to release, and releases."""

    kinds = {"Lock": Lock, "ReadLock": ReadLock, "WriteLock": WriteLock}

    def __init__(self, command):
        self.id = command["id"]
        self.kind = command.get("kind", "Lock")
        self.over = threading.Event()
        self.acquired = threading.Event()
        self.failure = None
        path = command["path"]
        if self.kind == "Election":
            self.election = client.Election(path, self.id)
            self.recipe = self.election.lock
        elif self.kind == "Semaphore":
            self.recipe = Semaphore(client, path, self.id, max_leases=command.get("leases", 1))
        else:
            self.recipe = self.kinds[self.kind](client, path, self.id)
        self.thread = threading.Thread(target=self.contend, daemon=True)
        self.thread.start()

    def node(self):
        if self.kind == "Semaphore":
            return self.recipe.create_path
        return self.recipe.path + "/" + self.recipe.node

    def hold(self):
        say({"event": "acquired", "id": self.id, "node": self.node()})
        self.acquired.set()
        self.over.wait()

    def contend(self):
        local.contender = self.id
        try:
            if self.kind == "Election":
                self.election.run(self.hold)
            else:
                self.recipe.acquire()
                self.hold()
                self.recipe.release()
        except CancelledError:
            pass
        except Exception as failure:
            self.failure = failure
        self.acquired.set()
        say({"event": "released", "id": self.id, "failure": self.failure and type(self.failure).__name__})

    def release(self):
        self.over.set()
        if not self.acquired.is_set():
            self.recipe.cancel()
        self.thread.join()


def acquire(command):
    contenders[command["id"]] = contender = Contender(command)
    if command.get("wait"):
        contender.acquired.wait()
        if contender.failure:
            raise contender.failure
    return {}


def join(command):
    """Becomes a member of a party, under the name id."""
    kinds = {"Party": client.Party, "ShallowParty": client.ShallowParty}
    members[command["id"]] = member = kinds[command.get("kind", "Party")](command["path"], command["id"])
    member.join()
    return {}


def part(command):
    members.pop(command["id"]).leave()
    return {}


def later(event, id, work):
    def run():
        work()
        say({"event": event, "id": id})

    threading.Thread(target=run, daemon=True).start()
    return {}


def barrier(command):
    gate, act = client.Barrier(command["path"]), command["act"]
    if act == "wait":
        return later("passed", command["id"], gate.wait)
    gate.create() if act == "set" else gate.remove()
    return {}


def enter(command):
    members[command["id"]] = gate = client.DoubleBarrier(command["path"], command["count"], command["id"])
    return later("entered", command["id"], gate.enter)


def leave_barrier(command):
    return later("left", command["id"], members.pop(command["id"]).leave)


queues = {}


def queue(command):
    kinds = {"Queue": client.Queue, "LockingQueue": client.LockingQueue}
    path = command["path"]
    if path not in queues:
        queues[path] = kinds[command["kind"]](path)
    return queues[path]


def put(command):
    queue(command).put(data_of(command), command.get("priority", 100))
    return {}


def take(command):
    return {"data": queue(command).get().decode()}


def done(command):
    queues[command["path"]].consume()
    return {}


def count(command):
    counter = client.Counter(command["path"])
    counter += command["by"]
    return {"value": str(counter.value)}


def release(command):
    contenders.pop(command["id"]).release()
    return {}


def create(command):
    acl = [ACL(entry["perms"], Id(entry["scheme"], entry["id"])) for entry in command.get("acl", [])]
    path = client.create(
        command["path"],
        data_of(command),
        acl=acl or None,
        ephemeral=command.get("ephemeral", False),
        sequence=command.get("sequence", False),
        makepath=command.get("makepath", False),
    )
    return {"path": path}


def set_data(command):
    return {"stat": stat_of(client.set(command["path"], data_of(command)))}


def delete(command):
    client.delete(command["path"], recursive=command.get("recursive", False))
    return {}


def get(command):
    data, stat = client.get(command["path"])
    return {"data_b64": base64.b64encode(data).decode(), "stat": stat_of(stat)}


def children(command):
    return {"children": client.get_children(command["path"])}


def timed(results, started, count):
    for result in results:
        result.get()
    return {"count": count, "ms": (time.monotonic() - started) * 1000}


def fill(command):
    """Makes path/prefix0000000000 ... in transactions of 500, four of them under way at a time."""
    started, count, size = time.monotonic(), command["count"], 500
    client.ensure_path(command["path"])
    base = command["path"].rstrip("/") + "/" + command.get("prefix", "node-")
    pending = []
    for first in range(0, count, size):
        transaction = client.transaction()
        for number in range(first, min(first + size, count)):
            transaction.create("%s%010d" % (base, number), data_of(command), ephemeral=command.get("ephemeral", False))
        pending.append(transaction.commit_async())
        if len(pending) == 4:
            pending.pop(0).get()
    return timed(pending, started, count)


def pipelined(command, ask):
    started, count, pending = time.monotonic(), command["count"], []
    for _ in range(count):
        pending.append(ask())
        if len(pending) == 100:
            pending.pop(0).get()
    return timed(pending, started, count)


def reads(command):
    return pipelined(command, lambda: client.get_async(command["path"]))


def writes(command):
    return pipelined(command, lambda: client.set_async(command["path"], data_of(command)))


def cycle(command):
    """Contenders take the lock at path and give it back, count times each; how long each hand-over took, in ms."""
    marks = []

    def contend():
        lock = Lock(client, command["path"])
        for _ in range(command["count"]):
            lock.acquire()
            marks.append(time.monotonic())
            marks.append(time.monotonic())
            lock.release()

    threads = [threading.Thread(target=contend) for _ in range(command["contenders"])]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    handovers = [(taken - left) * 1000 for left, taken in zip(marks[1::2], marks[2::2])]
    return {"count": len(marks) // 2, "ms": (time.monotonic() - started) * 1000, "handovers": handovers}


def watch(command):
    def fired(event):
        say({"event": "watch", "path": event.path, "type": event.type})

    kind, path = command.get("kind", "child"), command["path"]
    ask = {"child": client.get_children, "data": client.get, "exists": client.exists}[kind]
    ask(path, watch=fired)
    return {}


def reconfig(command):
    client.reconfig(joining=None, leaving=command["leaving"], new_members=None)
    return {}


def leave(command):
    client and client.stop()
    return {}


commands = {
    "connect": connect,
    "where": lambda command: where(),
    "auth": lambda command: client.add_auth(command["scheme"], command["credential"]) and {},
    "acquire": acquire,
    "release": release,
    "join": join,
    "part": part,
    "barrier": barrier,
    "enter": enter,
    "leave": leave_barrier,
    "put": put,
    "take": take,
    "done": done,
    "count": count,
    "create": create,
    "set": set_data,
    "delete": delete,
    "get": get,
    "children": children,
    "fill": fill,
    "reads": reads,
    "writes": writes,
    "cycle": cycle,
    "watch": watch,
    "reconfig": reconfig,
    "exit": leave,
}

for line in iter(sys.stdin.readline, ""):
    asked = json.loads(line)
    try:
        say({"reply": asked["seq"], "ok": commands[asked["do"]](asked)})
    except Exception as failure:
        say({"reply": asked["seq"], "error": type(failure).__name__, "message": str(failure)})
    if asked["do"] == "exit":
        break

os._exit(0)
