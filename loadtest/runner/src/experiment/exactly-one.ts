import type { z } from 'zod';

/** A check for mappings in which the key itself says of what kind they are: exactly one of these keys is there. */
export function exactlyOne(keys: readonly string[]) {
  return (mapping: object, context: z.core.$RefinementCtx) => {
    const present = keys.filter((key) => (mapping as Record<string, unknown>)[key] !== undefined);
    if (present.length === 1) return;
    const found = present.length === 0 ? 'none of them' : present.join(' and ');
    context.addIssue({ code: 'custom', message: `found ${found}; allowed: exactly one of ${keys.join(', ')}.` });
  };
}
