// Asks every model for every workload through its Service, and compares the results that are always the same.
const { BASE_URL, MODELS, API_TOKEN } = process.env;
const workloads = [
  ['noop', ''],
  ['sleep', 'ms=10'],
  ['request', 'ms=10'],
  ['compute', 'n=20000', 2262],
  ['memory', 'mib=1'],
  ['factorial', 'n=20', '2432902008176640000'],
  ['steps', 'n=2&ms=10', 2],
  ['mixed', ''],
];
const headers = API_TOKEN ? { authorization: `Bearer ${API_TOKEN}` } : {};

let failures = 0;
for (const model of MODELS.split(',')) {
  for (const [workload, query, expected] of workloads) {
    const parameters = [query, model === 'queue' ? 'wait=30000' : ''].filter(Boolean).join('&');
    const path = [`/${model}/${workload}`, parameters].filter(Boolean).join('?');
    const problem = await ask(`${BASE_URL}-${model}${path}`, expected).catch(({ message, cause }) => cause ?? message);
    console.log(problem ? `FAILED ${path}: ${problem}` : `ok     ${path}`);
    if (problem) failures++;
  }
}
process.exitCode = failures ? 1 : 0;

async function ask(url, expected) {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(40_000) });
  const text = await answer.text();
  if (answer.status !== 200) return `${answer.status} ${text}`;
  const { result } = JSON.parse(text);
  return expected === undefined || result === expected ? undefined : `result ${result}, expected ${expected}`;
}
