/** One step of a saved node's settings from the version before to `version`. */
export interface Migration {
  version: number;
  up(settings: Record<string, unknown>): Record<string, unknown>;
}

/**
 * Settings of a flow saved by an older release, as this release reads them. Settings without `version` are of version 0.
 * Returns a copy; throws nothing: unknown newer versions are passed on as they are.
 */
export function migrate<T extends object>(settings: T, migrations: readonly Migration[]): T {
  let current: Record<string, unknown> = { ...(settings as Record<string, unknown>) };
  const saved = typeof current['version'] === 'number' ? current['version'] : 0;
  for (const migration of [...migrations].sort((a, b) => a.version - b.version)) {
    if (migration.version > saved) current = { ...migration.up(current), version: migration.version };
  }
  return current as T;
}
