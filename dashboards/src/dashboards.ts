import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { compare } from './compare.js';
import { experiments } from './experiments.js';
import { fleet } from './fleet.js';
import { queue } from './queue.js';
import { service } from './service.js';

/** By the name of the generated file. */
export function dashboards(): Readonly<Record<string, Dashboard>> {
  return { compare: compare(), service: service(), queue: queue(), experiments: experiments(), fleet: fleet() };
}
