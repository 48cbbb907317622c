import type { Ending } from './process.types.js';

/** `ended with code 1, starting it again in 0.2 s. It said last:` and the lines. Continues a sentence. */
export function describeEnding({ reason, lastWords }: Ending, then?: string): string {
  const sentence = `ended with ${reason}${then ? `, ${then}` : ''}.`;
  if (lastWords.length === 0) return sentence;
  return `${sentence} It said last:\n${lastWords.map((line) => `  ${line}`).join('\n')}`;
}
