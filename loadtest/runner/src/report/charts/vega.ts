type Vega = typeof import('vega');
type Compile = typeof import('vega-lite').compile;

let loading: Promise<{ vega: Vega; compile: Compile }> | undefined;

/** Loaded with the first chart: a fifth of a second that only commands that write reports should pay. */
export function loadVega(): Promise<{ vega: Vega; compile: Compile }> {
  return (loading ??= load());
}

async function load() {
  const vega = await import('vega');
  const { compile } = await import('vega-lite');
  return { vega, compile };
}
