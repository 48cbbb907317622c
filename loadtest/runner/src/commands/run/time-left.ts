/** `2m 05s left`. */
export function formatTimeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds}s left`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${pad(seconds % 60)}s left`;
  return `${Math.floor(minutes / 60)}h ${pad(minutes % 60)}m left`;
}

function pad(value: number) {
  return String(value).padStart(2, '0');
}

/** Trials take longer than their load: answers are waited for, shapes are started. What they took so far says how much. */
export class Pace {
  #expectedMs = 0;
  #tookMs = 0;

  add(expectedMs: number, tookMs: number): void {
    this.#expectedMs += expectedMs;
    this.#tookMs += tookMs;
  }

  stretch(expectedMs: number): number {
    return this.#expectedMs === 0 ? expectedMs : (expectedMs * this.#tookMs) / this.#expectedMs;
  }
}
