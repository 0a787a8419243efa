// Loaded before zktop: Node says that it is an old one.
Object.defineProperty(process, 'versions', {value: {...process.versions, node: '20.20.2'}});
