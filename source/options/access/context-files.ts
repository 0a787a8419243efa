// What is wrong with a file or variable that the config file names, told with the context that names it.
import type {Context, SecretPlace} from '../config/context.ts';
import {UsageError} from '../usage-error.ts';

/** Reads what the context and the flags name; a UsageError about a place of the context's begins with that. */
export const namingContext = async <T>(context: Context | undefined, read: () => Promise<T>): Promise<T> => {
	try {
		return await read();
	} catch (error) {
		if (context === undefined || !(error instanceof UsageError)) {
			throw error;
		}

		const {message} = error;
		throw placesOf(context).some(place => message.includes(place))
			? new UsageError(`context ${context.name}: ${message}`)
			: error;
	}
};

/** As messages spell them. */
const placesOf = ({tls, auth}: Context): readonly string[] => [
	...(tls?.ca ?? []),
	...[tls?.own?.cert, tls?.own?.key, tls?.own?.pfx].filter(path => path !== undefined),
	...[
		tls?.own?.passphrase,
		...auth.map(identity => (identity.kind === 'kerberos' ? undefined : identity.secret)),
	].flatMap(spelled),
];

const spelled = (place: SecretPlace | undefined): readonly string[] => {
	switch (place?.kind) {
		case 'file':
			return [place.path];
		case 'env':
			return [`$${place.name}`];
		case 'prompt':
		case undefined:
			return [];
	}
};
