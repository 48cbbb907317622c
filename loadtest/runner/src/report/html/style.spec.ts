import { describe, expect, it } from '@jest/globals';
import { MODELS } from '../../experiment/plan.js';
import { STYLE } from './style.js';

const [light, dark] = [...STYLE.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => variables(block!));

describe.each([
  ['light', light!],
  ['dark', { ...light!, ...dark! }],
])('in the %s', (_name, colors) => {
  it('text stands out from the ground by 4.5:1', () => {
    for (const name of ['text', 'quiet', 'good', 'doubt', 'bad'])
      expect([name, contrast(colors[name]!, colors.ground!) >= 4.5]).toEqual([name, true]);
  });

  it('marks stand out from the ground by 3:1', () => {
    const marks = [...MODELS, ...Array.from({ length: 8 }, (_, i) => `thread-${i}`)];
    for (const name of marks) expect([name, contrast(colors[name]!, colors.ground!) >= 3]).toEqual([name, true]);
  });
});

function variables(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, color]) => [name, color]));
}

/** WCAG 2.2: relative luminances set against each other. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
