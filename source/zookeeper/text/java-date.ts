// Moments as java.util.Date prints them, always in English.
//
//   date = weekday " " month " " day " " hh ":" mm ":" ss " " zone " " year      e.g. Sun Nov 22 18:58:32 UTC 2026
//   zone = "UTC" | "GMT" [offset] | offset | any abbreviation;  offset = ("+" | "-") hh [[":"] mm]

export type JavaDate = {
	/** The hands of the server's clock read as if they were UTC, ms: for differences between two dates of one answer. */
	readonly wallMs: number;
	/** Epoch ms; undefined where the zone is only an abbreviation: `CST` is Chicago or Shanghai, and a guess would be hours off. */
	readonly epochMs: number | undefined;
};

const datePattern =
	/^\w{3} (?<month>\w{3}) (?<day>\d\d) (?<time>\d\d:\d\d:\d\d) (?<zone>\S+) (?<year>\d{4})$/;
const zonePattern = /^(?:UTC|GMT|UT|Z)?(?:(?<sign>[+-])(?<hours>\d\d?):?(?<minutes>\d\d)?)?$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Undefined for what is no date. */
export const readJavaDate = (text: string): JavaDate | undefined => {
	const groups = datePattern.exec(text)?.groups;
	const month = months.indexOf(groups?.['month'] ?? '');
	if (groups === undefined || month === -1) {
		return undefined;
	}

	const [hours, minutes, seconds] = (groups['time'] ?? '').split(':').map(Number);
	const wallMs = Date.UTC(Number(groups['year']), month, Number(groups['day']), hours, minutes, seconds);
	const offsetMs = offsetOf(groups['zone'] ?? '');
	return {wallMs, epochMs: offsetMs === undefined ? undefined : wallMs - offsetMs};
};

/** The other way, in UTC. */
export const javaDateOf = (epochMs: number): string =>
	new Date(epochMs).toUTCString().replace(/^(...), (..) (...) (....) (.*) GMT$/, '$1 $3 $2 $5 UTC $4');

const offsetOf = (zone: string): number | undefined => {
	const match = zonePattern.exec(zone);
	if (match === null) {
		return undefined;
	}

	const {sign, hours = '0', minutes = '0'} = match.groups ?? {};
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

/**
 * The offset from UTC, ms, of clock hands that show the near future of `nowMs`: offsets are quarters of an hour. Undefined
 * unless that leaves a future of at most 7 minutes (or, as no two clocks agree, a past of half a minute).
 */
export const offsetBy = (nowMs: number, wallMs: number): number | undefined => {
	const offsetMs = Math.round((wallMs - nowMs) / quarterMs) * quarterMs;
	const aheadMs = wallMs - nowMs - offsetMs;
	const isZone = Math.abs(offsetMs) <= 14 * 60 * minuteMs;
	return isZone && aheadMs >= -minuteMs / 2 && aheadMs <= 7 * minuteMs ? offsetMs : undefined;
};
