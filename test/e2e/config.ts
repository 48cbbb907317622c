import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const { FLEETLAB_AGREEMENT, FLEETLAB_IMAGE, FLEETLAB_IMAGE_LOAD, FLEETLAB_INGRESS_URL, FLEETLAB_VALUES } = process.env;
const { FLEETLAB_INGRESS_URL_IN_CLUSTER, FLEETLAB_K6_IMAGE } = process.env;

/** What the tests are told of the cluster; kubectl and helm read $KUBECONFIG themselves. */
export const config = {
  /** The image to run. */
  image: FLEETLAB_IMAGE || `fleetlab:${version}`,
  /** A shell command that is given the image's name and puts it into the cluster; undefined where it can be pulled. */
  imageLoad: FLEETLAB_IMAGE_LOAD || undefined,
  /** Where the ingress controller answers. */
  ingressUrl: (FLEETLAB_INGRESS_URL || 'http://localhost').replace(/\/$/, ''),
  /** The same from a pod of the cluster. */
  ingressUrlInCluster: (FLEETLAB_INGRESS_URL_IN_CLUSTER || 'http://traefik.traefik.svc').replace(/\/$/, ''),
  /** The image of k6. */
  k6Image: FLEETLAB_K6_IMAGE || 'grafana/k6:1.8.1',
  /** By how much the figures of two generators may differ, as a share: what a busy machine does to each is no fault of theirs. */
  agreement: Number(FLEETLAB_AGREEMENT || 0.15),
  /** One more values file, for instance with other names for images of others. */
  values: FLEETLAB_VALUES || undefined,
} as const;
