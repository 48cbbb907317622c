/** `url http://a.test`, `kubernetes <context>/<namespace>/<release>`: a context may have slashes in it, the others have none. */
const URL_TARGET = /^url (.+)$/;
const KUBERNETES_TARGET = /^kubernetes (.+)\/([^/]+)\/([^/]+)$/;

/** What a run measured, as the options that ask for it. */
export interface EarlierTarget {
  readonly target: 'local' | 'url' | 'kubernetes';
  readonly url?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly release?: string;
}

/** The options that an earlier run was given, from the name of what it measured. */
export function earlierTarget(name: string): EarlierTarget {
  const [, url] = URL_TARGET.exec(name) ?? [];
  if (url !== undefined) return { target: 'url', url };
  const [, context, namespace, release] = KUBERNETES_TARGET.exec(name) ?? [];
  return context === undefined ? { target: 'local' } : { target: 'kubernetes', context, namespace, release };
}
