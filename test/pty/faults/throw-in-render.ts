// Loaded before zktop: from SIGUSR2 on a built-in throws that zktop uses while it renders, the time of day in the header.
const native = Object.getOwnPropertyDescriptor(Date.prototype, 'toISOString');
let armed = false;
process.on('SIGUSR2', () => {
	armed = true;
});

Object.defineProperty(Date.prototype, 'toISOString', {
	...native,
	value(this: Date): unknown {
		if (armed) {
			throw new Error('thrown in render');
		}

		return (native?.value as () => unknown).call(this);
	},
});
