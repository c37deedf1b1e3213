/** Puts a value at hand under its key, and lets the oldest go beyond `most`. */
export function keepNewest<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}
