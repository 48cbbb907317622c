import { styleText } from 'node:util';
import type { Verdict } from '../../results/summary.js';

type Format = Parameters<typeof styleText>[0];

/** Colours for a terminal, or none. Whether there is one is for the caller to know. */
export class Style {
  constructor(private readonly color: boolean) {}

  verdict(text: string, verdict: Verdict): string {
    return this.apply(({ valid: 'green', suspect: 'yellow', invalid: 'red' } as const)[verdict], text);
  }

  strong = (text: string) => this.apply('bold', text);
  quiet = (text: string) => this.apply('dim', text);

  private apply(format: Format, text: string): string {
    return this.color ? styleText(format, text, { validateStream: false }) : text;
  }
}
