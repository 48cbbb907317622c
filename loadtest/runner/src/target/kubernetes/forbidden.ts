import { isRefusedWith } from '../../kubernetes/refusal.js';
import { UsageError } from '../../usage-error.js';

/** @throws UsageError where the API server does not know us, or does not let us: it names the verb and the resource */
export async function sayingWhatIsForbidden<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isRefusedWith(401, error)) {
      throw new UsageError(`The API server does not accept the credentials of the kubeconfig: ${error.message}`);
    }
    if (!isRefusedWith(403, error)) throw error;
    throw new UsageError(
      `${error.message}\n` +
        'The chart has a Role with all that is needed: --set loadtest.rbac.create=true, with loadtest.rbac.subjects.',
    );
  }
}
