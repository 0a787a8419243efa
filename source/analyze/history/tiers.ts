// How long what is kept: each tick for ten minutes, then ever fewer and longer slots, up to a day.

/** A slot of `ticks` ticks each, and so many of them. */
export type Tier = {readonly ticks: number; readonly slots: number};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Ticks that are kept each: polled five times a second, ten minutes would take as much as the day does. */
const ticksAtMost = 1200;

const spans = [
	{slotMs: 0, spanMs: 10 * minute},
	{slotMs: 10 * second, spanMs: hour},
	{slotMs: minute, spanMs: 24 * hour},
] as const;

/** The tiers at a polling interval, finest first; the first one has a slot for each tick. */
export const tiersOf = (intervalMs: number): readonly Tier[] => {
	const tiers = new Map<number, Tier>();
	for (const {slotMs, spanMs} of spans) {
		const ticks = Math.max(1, Math.round(slotMs / intervalMs));
		const slots = Math.ceil(spanMs / (ticks * intervalMs));
		// Polled every ten seconds, the hour's slots are ticks, too: of two tiers alike the longer one is kept.
		tiers.set(ticks, {ticks, slots: slotMs === 0 ? Math.min(ticksAtMost, slots) : slots});
	}

	return [...tiers.values()];
};
