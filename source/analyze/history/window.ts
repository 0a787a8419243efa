// A span of time in columns, as charts draw it.

/** So many columns, of as many ticks each as cover the last `ticks` up to `to`. */
export type Window = {readonly to: number; readonly ticks: number; readonly columns: number};

/** The ticks of one column. */
export const columnTicks = ({ticks, columns}: Pick<Window, 'ticks' | 'columns'>): number =>
	Math.max(1, Math.ceil(ticks / columns));
