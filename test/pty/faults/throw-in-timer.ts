// Loaded before zktop: on SIGUSR2 a timer's callback throws.
process.on('SIGUSR2', () => {
	setTimeout(() => {
		throw new Error('thrown in a timer');
	}, 1);
});
