// Loaded before zktop: on SIGUSR2 a promise is rejected that nobody looks at.
process.on('SIGUSR2', () => {
	void Promise.reject(new Error('rejected and never caught'));
});
