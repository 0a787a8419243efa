// The AdminServer's commands that zktop knows by name, which are all it can ask. (S/server/admin/Commands.java)

/**
 * The commands that zktop asks: they only read. Those that reset or set something (stat_reset, connection_stat_reset,
 * set_trace_mask, restore, shed_connections) are not in it. `watches_by_path` and `watches` are dear:
 * only for somebody who has read their price.
 */
export type AdminCommand =
	| 'configuration'
	| 'connections'
	| 'dump'
	| 'hash'
	| 'initial_configuration'
	| 'is_read_only'
	| 'last_snapshot'
	| 'leader'
	| 'monitor'
	| 'server_stats'
	| 'system_properties'
	| 'voting_view'
	| 'watch_summary'
	| 'watches'
	| 'watches_by_path'
	| 'zabstate';
