import type { Migration } from '../host/migrate';

/** Changes of the saved settings, oldest first. Version 1 is the first release: nothing to change. */
export const migrations: readonly Migration[] = [];
