import type { Migration } from '../shared/migrate';

/** Changes of the saved settings, oldest first. Version 1 is the first release: nothing to change. */
export const migrations: readonly Migration[] = [];
