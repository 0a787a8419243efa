// Cutting bytes into frames.
import {expect, it, vi} from 'vitest';
import {cpuMs} from '../../analyze/cpu-time.ts';
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

it('copies a long frame once, in however many chunks it comes', () => {
	const concat = vi.spyOn(Buffer, 'concat');
	const frames = new Frames();
	const long = frame(Buffer.alloc(30_000_000, 'x'));
	concat.mockClear();
	const found: Buffer[] = [];
	for (let at = 0; at < long.length; at += 65_536) {
		frames.push(long.subarray(at, at + 65_536));
		found.push(...drain(frames));
	}

	const copiedBytes = concat.mock.results.map(({value}) => (value as Buffer).length);
	concat.mockRestore();
	expect(copiedBytes).toEqual([long.length]);
	expect(found[0]?.equals(long)).toBe(true);
});

it('takes ten times as long for ten times as many bytes, not a hundred times', () => {
	const msFor = (bytes: number): number => {
		const start = Buffer.alloc(4);
		start.writeInt32BE(bytes);
		const chunks = [start, ...Array.from({length: bytes / 1000}, () => Buffer.alloc(1000, 'x'))];
		return cpuMs(() => {
			const frames = new Frames();
			let found: Buffer | undefined;
			for (const chunk of chunks) {
				frames.push(chunk);
				found = frames.next();
			}

			expect(found?.length).toBe(bytes + 4);
		});
	};

	const [few, many] = [msFor(3_000_000), msFor(30_000_000)];
	expect(many).toBeLessThan(Math.max(few, 1) * 40);
}, 30_000);

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
