/** Sets a value; of a map that is full, the entry that was set first is forgotten. An entry that is there keeps its place. */
export function setAtMost<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  if (!map.has(key) && map.size >= max) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
  map.set(key, value);
}
