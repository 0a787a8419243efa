// What a Curator client does with barriers, queues and counters, as CuratorActor is told to.

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.locks.Revoker;
import org.apache.curator.framework.recipes.queue.DistributedQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;

final class CuratorGroups {
	private final CuratorFramework client;
	private final Consumer<Map<String, ?>> say;
	private final Map<String, DistributedDoubleBarrier> entered = new ConcurrentHashMap<>();
	private final Map<String, SharedCount> counts = new ConcurrentHashMap<>();
	private final Map<String, DistributedQueue<String>> queues = new ConcurrentHashMap<>();
	/** Consumers that work on an item until they are told to go on. */
	private final Map<String, CountDownLatch> working = new ConcurrentHashMap<>();

	CuratorGroups(CuratorFramework client, Consumer<Map<String, ?>> say) {
		this.client = client;
		this.say = say;
	}

	/** Null: it is no command of these. */
	Map<String, ?> obey(JsonNode command) throws Exception {
		String path = command.path("path").asText();
		String data = command.path("data").asText();
		switch (command.get("do").asText()) {
			case "barrier":
				return barrier(command.get("act").asText(), path, command.path("id").asText());
			case "enter": {
				DistributedDoubleBarrier barrier = new DistributedDoubleBarrier(client, path, command.get("count").asInt());
				entered.put(command.get("id").asText(), barrier);
				return later("entered", command.get("id").asText(), barrier::enter);
			}
			case "leave":
				return later("left", command.get("id").asText(), entered.remove(command.get("id").asText())::leave);
			case "put":
				put(command.get("kind").asText(), path, data, command);
				return Map.of();
			case "take":
				return Map.of("data", new String(new SimpleDistributedQueue(client, path).take(), StandardCharsets.UTF_8));
			case "consume":
				queue(path, command, item -> {
					CountDownLatch done = new CountDownLatch(1);
					working.put(path, done);
					say.accept(Map.of("event", "working", "id", item));
					done.await();
				});
				return Map.of();
			case "done":
				working.remove(path).countDown();
				return Map.of();
			case "count":
				return Map.of("value", count(command.get("kind").asText(), path, command.get("by").asInt()));
			case "revoke":
				Revoker.attemptRevoke(client, path);
				return Map.of();
			default:
				return null;
		}
	}

	private Map<String, ?> barrier(String act, String path, String id) throws Exception {
		DistributedBarrier barrier = new DistributedBarrier(client, path);
		switch (act) {
			case "set":
				barrier.setBarrier();
				return Map.of();
			case "open":
				barrier.removeBarrier();
				return Map.of();
			default:
				return later("passed", id, barrier::waitOnBarrier);
		}
	}

	private interface Waiting {
		void end() throws Exception;
	}

	/** Tells by an event when it has come to an end. */
	private Map<String, ?> later(String event, String id, Waiting work) {
		Thread thread = new Thread(() -> {
			try {
				work.end();
				say.accept(Map.of("event", event, "id", id));
			} catch (Exception failure) {
				say.accept(Map.of("event", "failed", "id", id, "failure", failure.toString()));
			}
		});
		thread.setDaemon(true);
		thread.start();
		return Map.of();
	}

	private void put(String kind, String path, String data, JsonNode command) throws Exception {
		if (kind.equals("SimpleDistributedQueue")) {
			new SimpleDistributedQueue(client, path).offer(data.getBytes(StandardCharsets.UTF_8));
		} else {
			queue(path, command, null).put(data);
		}
	}

	private interface Work {
		void on(String item) throws Exception;
	}

	/** One of each path; without work it only puts. */
	private DistributedQueue<String> queue(String path, JsonNode command, Work work) throws Exception {
		DistributedQueue<String> known = work == null ? queues.get(path) : null;
		if (known != null) {
			return known;
		}
		QueueConsumer<String> consumer = work == null ? null : new QueueConsumer<>() {
			public void consumeMessage(String item) throws Exception {
				work.on(item);
			}

			public void stateChanged(CuratorFramework framework, ConnectionState state) {}
		};
		QueueSerializer<String> serializer = new QueueSerializer<>() {
			public byte[] serialize(String item) {
				return item.getBytes(StandardCharsets.UTF_8);
			}

			public String deserialize(byte[] bytes) {
				return new String(bytes, StandardCharsets.UTF_8);
			}
		};
		QueueBuilder<String> builder = QueueBuilder.builder(client, consumer, serializer, path);
		if (command.hasNonNull("lockPath")) {
			builder.lockPath(command.get("lockPath").asText());
		}
		DistributedQueue<String> queue = builder.buildQueue();
		queue.start();
		if (work == null) {
			queues.put(path, queue);
		}
		return queue;
	}

	private String count(String kind, String path, int by) throws Exception {
		if (kind.equals("DistributedAtomicLong")) {
			DistributedAtomicLong counter = new DistributedAtomicLong(client, path, new RetryForever(50));
			return String.valueOf(counter.add((long) by).postValue());
		}
		SharedCount count = counts.get(path);
		if (count == null) {
			count = new SharedCount(client, path, 0);
			count.start();
			counts.put(path, count);
		}
		count.setCount(count.getCount() + by);
		return String.valueOf(count.getCount());
	}
}
