// JSON on stdout: a document, or with --follow one line for each.

/** `at` comes first: when it is printed. */
export const printJson = (fields: Readonly<Record<string, unknown>>, follow: boolean): void => {
	const document = {at: new Date().toISOString(), ...fields, problems: []};
	process.stdout.write(`${JSON.stringify(document, undefined, follow ? undefined : 2)}\n`);
};
