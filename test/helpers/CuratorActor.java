// A Curator client told what to do by JSON lines on stdin, in the manner of kazoo_actor.py; compiled by curator.ts.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.retry.RetryForever;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceType;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

public final class CuratorActor {
	private static final ObjectMapper json = new ObjectMapper();
	private static final Map<String, Contender> contenders = new ConcurrentHashMap<>();
	private static final Map<String, Closeable> members = new ConcurrentHashMap<>();
	/** Which contender the current thread works for. */
	private static final ThreadLocal<String> working = new ThreadLocal<>();
	private static CuratorFramework client;
	private static CuratorGroups groups;

	private static synchronized void say(Map<String, ?> message) {
		try {
			System.out.println(json.writeValueAsString(message));
		} catch (Exception impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	/** Tells when a contender has its place in the queue, and where it is connected. */
	private static final class ObservedZooKeeper extends ZooKeeper {
		ObservedZooKeeper(String hosts, int timeoutMs, Watcher watcher, boolean readOnly) throws Exception {
			super(hosts, timeoutMs, watcher, readOnly);
		}

		private String queued(String path, CreateMode mode) {
			if (working.get() != null && mode.isSequential()) {
				say(Map.of("event", "queued", "id", working.get(), "node", path));
			}
			return path;
		}

		@Override
		public String create(String path, byte[] data, List<ACL> acl, CreateMode mode)
				throws KeeperException, InterruptedException {
			return queued(super.create(path, data, acl, mode), mode);
		}

		@Override
		public String create(String path, byte[] data, List<ACL> acl, CreateMode mode, Stat stat)
				throws KeeperException, InterruptedException {
			return queued(super.create(path, data, acl, mode, stat), mode);
		}

		@Override
		public String create(String path, byte[] data, List<ACL> acl, CreateMode mode, Stat stat, long ttl)
				throws KeeperException, InterruptedException {
			return queued(super.create(path, data, acl, mode, stat, ttl), mode);
		}

		Map<String, String> where() {
			return Map.of(
				"session", "0x" + Long.toHexString(getSessionId()),
				"address", testableLocalSocketAddress().toString().replaceFirst("^.*/", ""),
				"server", testableRemoteSocketAddress().toString().replaceFirst("^.*/", ""));
		}
	}

	private static Map<String, ?> where() throws Exception {
		return ((ObservedZooKeeper) client.getZookeeperClient().getZooKeeper()).where();
	}

	private static Map<String, ?> connect(JsonNode command) throws Exception {
		client = CuratorFrameworkFactory.builder()
			.connectString(command.get("hosts").asText())
			.sessionTimeoutMs(command.path("timeoutMs").asInt(10_000))
			.retryPolicy(new RetryForever(50))
			.zookeeperFactory(ObservedZooKeeper::new)
			.build();
		client.getConnectionStateListenable().addListener(
			(framework, state) -> say(Map.of("event", "state", "state", state.name())));
		client.start();
		groups = new CuratorGroups(client, CuratorActor::say);
		if (!client.blockUntilConnected(15, TimeUnit.SECONDS)) {
			throw new IllegalStateException("not connected within 15 s");
		}
		return where();
	}

	private interface Recipe {
		void acquire() throws Exception;

		void release() throws Exception;
	}

	/** Asked to let go it only says so: it holds until it is told to release. */
	private static InterProcessMutex mutex(String path, boolean revocable) {
		InterProcessMutex mutex = new InterProcessMutex(client, path);
		if (revocable) {
			mutex.makeRevocable(asked -> say(Map.of("event", "revoked", "id", path)));
		}
		return mutex;
	}

	private static Recipe of(InterProcessMutex mutex) {
		return new Recipe() {
			public void acquire() throws Exception {
				mutex.acquire();
			}

			public void release() throws Exception {
				mutex.release();
			}
		};
	}

	private static Recipe of(InterProcessSemaphoreMutex mutex) {
		return new Recipe() {
			public void acquire() throws Exception {
				mutex.acquire();
			}

			public void release() throws Exception {
				mutex.release();
			}
		};
	}

	private static Recipe of(InterProcessSemaphoreV2 semaphore) {
		return new Recipe() {
			private Lease lease;

			public void acquire() throws Exception {
				lease = semaphore.acquire();
			}

			public void release() {
				semaphore.returnLease(lease);
			}
		};
	}

	private static Recipe of(LeaderLatch latch) {
		return new Recipe() {
			/** The latch makes its znode on a thread of its own. */
			public void acquire() throws Exception {
				latch.start();
				while (latch.getOurPath() == null) {
					Thread.sleep(5);
				}
				say(Map.of("event", "queued", "id", working.get(), "node", latch.getOurPath()));
				try {
					latch.await();
				} catch (InterruptedException cancelled) {
					latch.close();
					throw cancelled;
				}
			}

			public void release() throws Exception {
				latch.close();
			}
		};
	}

	private static Recipe leaderSelector(String path, String id) {
		return new Recipe() {
			private final CountDownLatch leads = new CountDownLatch(1);
			private final CountDownLatch over = new CountDownLatch(1);
			private ExecutorService executor;
			private LeaderSelector selector;

			/** The selector stands in line on a thread of its own. */
			public void acquire() throws Exception {
				executor = Executors.newSingleThreadExecutor(task -> {
					Thread thread = new Thread(() -> {
						working.set(id);
						task.run();
					});
					thread.setDaemon(true);
					return thread;
				});
				selector = new LeaderSelector(client, path, executor, new LeaderSelectorListenerAdapter() {
					@Override
					public void takeLeadership(CuratorFramework framework) throws Exception {
						leads.countDown();
						over.await();
					}
				});
				selector.setId(id);
				selector.start();
				try {
					leads.await();
				} catch (InterruptedException cancelled) {
					selector.close();
					throw cancelled;
				}
			}

			public void release() throws Exception {
				over.countDown();
				executor.shutdown();
				executor.awaitTermination(30, TimeUnit.SECONDS);
				selector.close();
			}
		};
	}

	private static Recipe recipe(JsonNode command) {
		String path = command.get("path").asText();
		String kind = command.path("kind").asText("InterProcessMutex");
		return switch (kind) {
			case "InterProcessMutex" -> of(mutex(path, command.path("revocable").asBoolean()));
			case "ReadLock" -> of(new InterProcessReadWriteLock(client, path).readLock());
			case "WriteLock" -> of(new InterProcessReadWriteLock(client, path).writeLock());
			case "InterProcessSemaphoreMutex" -> of(new InterProcessSemaphoreMutex(client, path));
			case "InterProcessSemaphoreV2" ->
				of(new InterProcessSemaphoreV2(client, path, command.path("leases").asInt(1)));
			case "LeaderSelector" -> leaderSelector(path, command.get("id").asText());
			case "LeaderLatch" -> of(new LeaderLatch(client, path, command.get("id").asText()));
			default -> throw new IllegalArgumentException("no recipe " + kind);
		};
	}

	/** One thread that acquires, holds until told to release, and releases. */
	private static final class Contender extends Thread {
		private final String id;
		private final Recipe recipe;
		private final CountDownLatch decided = new CountDownLatch(1);
		private final CountDownLatch over = new CountDownLatch(1);
		private volatile boolean holds;
		private volatile Exception failure;

		Contender(JsonNode command) {
			id = command.get("id").asText();
			recipe = recipe(command);
			setDaemon(true);
		}

		@Override
		public void run() {
			working.set(id);
			try {
				recipe.acquire();
				holds = true;
				say(Map.of("event", "acquired", "id", id));
				decided.countDown();
				over.await();
				recipe.release();
			} catch (Exception thrown) {
				failure = thrown;
			}
			decided.countDown();
			say(Map.of("event", "released", "id", id));
		}

		void release() throws InterruptedException {
			over.countDown();
			if (!holds) {
				interrupt();
			}
			join();
		}
	}

	private static Map<String, ?> acquire(JsonNode command) throws Exception {
		Contender contender = new Contender(command);
		contenders.put(contender.id, contender);
		contender.start();
		if (command.path("wait").asBoolean()) {
			contender.decided.await();
			if (contender.failure != null) {
				throw contender.failure;
			}
		}
		return Map.of();
	}

	/** A member of a group, or an instance of a service. */
	private static Map<String, ?> join(JsonNode command) throws Exception {
		String path = command.get("path").asText();
		String id = command.get("id").asText();
		String kind = command.get("kind").asText();
		if (kind.equals("GroupMember")) {
			GroupMember member = new GroupMember(client, path, id, id.getBytes(StandardCharsets.UTF_8));
			member.start();
			members.put(id, member);
			return Map.of();
		}
		if (!kind.equals("ServiceDiscovery")) {
			throw new IllegalArgumentException("no group " + kind);
		}
		ServiceInstance<Void> instance = ServiceInstance.<Void>builder()
			.name(command.get("service").asText())
			.id(id)
			.address("10.0.0.7")
			.port(8080)
			.serviceType(command.path("isStatic").asBoolean() ? ServiceType.STATIC : ServiceType.DYNAMIC)
			.build();
		ServiceDiscovery<Void> discovery = ServiceDiscoveryBuilder.builder(Void.class)
			.client(client)
			.basePath(path)
			.thisInstance(instance)
			.build();
		discovery.start();
		members.put(id, discovery);
		return Map.of();
	}

	/** Contenders take the mutex at path and give it back, count times each; how long each hand-over took, in ms. */
	private static Map<String, ?> cycle(JsonNode command) throws Exception {
		int count = command.get("count").asInt();
		List<Long> marks = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = new ArrayList<>();
		for (int number = 0; number < command.get("contenders").asInt(); number++) {
			InterProcessMutex mutex = new InterProcessMutex(client, command.get("path").asText());
			threads.add(new Thread(() -> {
				try {
					for (int cycle = 0; cycle < count; cycle++) {
						mutex.acquire();
						marks.add(System.nanoTime());
						marks.add(System.nanoTime());
						mutex.release();
					}
				} catch (Exception failure) {
					throw new IllegalStateException(failure);
				}
			}));
		}
		long started = System.nanoTime();
		for (Thread thread : threads) {
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		double ms = (System.nanoTime() - started) / 1e6;
		List<Double> handovers = new ArrayList<>();
		for (int index = 2; index < marks.size(); index += 2) {
			handovers.add((marks.get(index) - marks.get(index - 1)) / 1e6);
		}
		return Map.of("count", marks.size() / 2, "ms", ms, "handovers", handovers);
	}

	private static Map<String, ?> obey(JsonNode command) throws Exception {
		switch (command.get("do").asText()) {
			case "connect":
				return connect(command);
			case "where":
				return where();
			case "acquire":
				return acquire(command);
			case "release":
				contenders.remove(command.get("id").asText()).release();
				return Map.of();
			case "join":
				return join(command);
			case "part":
				members.remove(command.get("id").asText()).close();
				return Map.of();
			case "cycle":
				return cycle(command);
			case "exit":
				client.close();
				return Map.of();
			default:
				Map<String, ?> done = groups.obey(command);
				if (done == null) {
					throw new IllegalArgumentException("no command " + command.get("do"));
				}
				return done;
		}
	}

	public static void main(String[] args) throws Exception {
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			JsonNode command = json.readTree(line);
			int seq = command.get("seq").asInt();
			try {
				say(Map.of("reply", seq, "ok", obey(command)));
			} catch (Exception failure) {
				String message = String.valueOf(failure.getMessage());
				say(Map.of("reply", seq, "error", failure.getClass().getSimpleName(), "message", message));
			}
			if (command.get("do").asText().equals("exit")) {
				break;
			}
		}
		System.exit(0);
	}
}
