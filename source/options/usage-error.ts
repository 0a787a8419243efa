// What the user has to change before zktop can do anything: the word or file, the reason and the fix. Never a secret.

export class UsageError extends Error {}
