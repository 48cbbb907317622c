import type { TargetOptions } from './choose-target.js';

/** `url http://a.test`, `kubernetes <context>/<namespace>/<release>`: a context may have slashes in it, the others have none. */
const URL_TARGET = /^url (.+)$/;
const KUBERNETES_TARGET = /^kubernetes (.+)\/([^/]+)\/([^/]+)$/;

/** The options that an earlier run was given, from the name of what it measured. */
export function earlierTarget(name: string): TargetOptions {
  const [, url] = URL_TARGET.exec(name) ?? [];
  if (url !== undefined) return { target: 'url', url };
  const [, context, namespace, release] = KUBERNETES_TARGET.exec(name) ?? [];
  return context === undefined ? { target: 'local' } : { target: 'kubernetes', context, namespace, release };
}
