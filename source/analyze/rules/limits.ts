// Where findings begin: the numbers that rules compare with, each with its source. The config file may set them by name.
import {clientLimits} from './limits/clients.ts';
import type {Limit} from './limits/limit.ts';
import {serverLimits} from './limits/servers.ts';
import {treeLimits} from './limits/tree.ts';

export type {Limit};

export const limits = {...serverLimits, ...clientLimits, ...treeLimits} as const;

export type LimitName = keyof typeof limits;

/** The numbers in force. */
export type Limits = Readonly<Record<LimitName, number>>;

/** Those of the table, but for what the config file sets. */
export const limitsWith = (set: Partial<Limits> = {}): Limits => ({...defaults, ...set});

const defaults = Object.fromEntries(Object.entries(limits).map(([name, {value}]) => [name, value])) as Limits;

export const isLimitName = (name: string): name is LimitName => name in limits;
