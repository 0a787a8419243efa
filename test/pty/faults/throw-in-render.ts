// Loaded before zktop: from SIGUSR2 on a built-in throws that zktop uses while it renders, the format of counts.
const {prototype} = Intl.NumberFormat;
const native = Object.getOwnPropertyDescriptor(prototype, 'format');
let armed = false;
process.on('SIGUSR2', () => {
	armed = true;
});

Object.defineProperty(prototype, 'format', {
	...native,
	get(this: Intl.NumberFormat): unknown {
		if (armed) {
			throw new Error('thrown in render');
		}

		return native?.get?.call(this) as unknown;
	},
});
