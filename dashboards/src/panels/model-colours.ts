import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { MODEL_COLOURS } from '../config.js';

interface Override {
  readonly matcher: { id: string; options: string };
  readonly properties: DynamicConfigValue[];
}

/** A model has one colour in all panels. */
export function modelColours(): Override[] {
  return Object.entries(MODEL_COLOURS).map(([model, fixedColor]) => ({
    matcher: { id: 'byRegexp', options: `/^${model}( |$)/` },
    properties: [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } }],
  }));
}
