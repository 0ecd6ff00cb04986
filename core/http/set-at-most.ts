/** Sets a value in a map of limited size: when it is full, the oldest entry is removed. An existing entry keeps its position. */
export function setAtMost<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  if (!map.has(key) && map.size >= max) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
  map.set(key, value);
}
