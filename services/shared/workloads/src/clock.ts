/** Epoch milliseconds with a resolution of microseconds, so that times of several processes can be set side by side. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
