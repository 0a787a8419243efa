// Services that register, answer for some time and are deployed anew.
import {register} from '../../recipes/membership.ts';
import {withClient, type Act} from '../stage.ts';

const instanceOf = (service: string, name: string, host: string): Act =>
	withClient(host, async (client, stage) => {
		const release = `1.${Math.floor(stage.random() * 40)}.${Math.floor(stage.random() * 10)}`;
		const data = Buffer.from(JSON.stringify({address: host, port: 8080, release}));
		const registration = await register(client, `/services/${service}`, name, {data, signal: stage.signal});
		await stage.pause(25_000, 90_000);
		await registration.leave();
	});

export const services: readonly Act[] = [
	instanceOf('checkout', 'checkout-1', '10.0.0.11'),
	instanceOf('checkout', 'checkout-2', '10.0.0.12'),
	instanceOf('checkout', 'checkout-3', '10.0.0.13'),
	instanceOf('search', 'search-1', '10.0.0.14'),
	instanceOf('search', 'search-2', '10.0.0.15'),
	instanceOf('payments', 'payments-1', '10.0.0.16'),
	instanceOf('payments', 'payments-2', '10.0.0.17'),
];
