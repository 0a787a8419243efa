// Cutting bytes into frames.
import {expect, it} from 'vitest';
import {Frames} from '../../../source/zookeeper/wire/frames.ts';

const frame = (body: Buffer): Buffer => {
	const prefix = Buffer.alloc(4);
	prefix.writeInt32BE(body.length);
	return Buffer.concat([prefix, body]);
};

const drain = (frames: Frames): Buffer[] => {
	const found: Buffer[] = [];
	for (let next = frames.next(); next !== undefined; next = frames.next()) {
		found.push(next);
	}

	return found;
};

const bodies = [Buffer.from('one'), Buffer.alloc(0), Buffer.from([0, 0, 0, 9]), Buffer.alloc(1000, 'x')];
const stream = Buffer.concat(bodies.map(body => frame(body)));

it.each([1, 2, 3, 5, 7, 64, 1024, stream.length])('finds the same frames in chunks of %i bytes', size => {
	const frames = new Frames();
	const found: Buffer[] = [];
	for (let at = 0; at < stream.length; at += size) {
		frames.push(stream.subarray(at, at + size));
		found.push(...drain(frames));
	}

	expect(found).toEqual(bodies.map(body => frame(body)));
});

it('finds frames that came while nobody looked', () => {
	const frames = new Frames();
	for (const byte of stream) {
		frames.push(Buffer.of(byte));
	}

	expect(drain(frames)).toHaveLength(bodies.length);
});

it('does not copy a frame that lies within one chunk', () => {
	const frames = new Frames();
	const chunk = Buffer.concat([frame(Buffer.from('one')), frame(Buffer.from('two'))]);
	frames.push(chunk);
	expect(drain(frames).map(found => found.buffer === chunk.buffer)).toEqual([true, true]);
});

it('copies a long frame once: ten times the chunks take about ten times as long', () => {
	const elapsed = (chunks: number): number => {
		const frames = new Frames();
		const chunk = Buffer.alloc(64 * 1024);
		const begin = Buffer.alloc(4);
		begin.writeInt32BE(chunks * chunk.length);
		const start = performance.now();
		frames.push(begin);
		for (let count = 0; count < chunks; count += 1) {
			frames.push(chunk);
			frames.next();
		}

		return performance.now() - start;
	};

	elapsed(100);
	// Copying all pending bytes with each chunk would take 100 times as long (1,000 chunks: 32 GB).
	expect(elapsed(1000)).toBeLessThan(Math.max(elapsed(100), 1) * 50);
});

it.each([-1, -2_147_483_648])('tells a length of %i and gives no frame for it', length => {
	const frames = new Frames();
	const prefix = Buffer.alloc(4);
	prefix.writeInt32BE(length);
	frames.push(Buffer.concat([prefix, Buffer.from('rest')]));
	expect(frames.nextLength()).toBe(length);
	expect(frames.next()).toBeUndefined();
});

it('knows no length before four bytes are there', () => {
	const frames = new Frames();
	frames.push(Buffer.from([0, 0, 0]));
	expect(frames.nextLength()).toBeUndefined();
	frames.push(Buffer.alloc(0));
	frames.push(Buffer.from([2]));
	expect(frames.nextLength()).toBe(2);
});
