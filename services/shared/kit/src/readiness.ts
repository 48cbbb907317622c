import type { AdminLink } from './admin/admin-link.js';

/** Whether traffic is wanted: the process is up and not draining, and what it cannot do without is there. */
export class Readiness {
  private isOpen = false;
  private isAvailable = true;

  constructor(private readonly link: Pick<AdminLink, 'setReady'>) {}

  /** The process can answer. */
  open(): void {
    this.isOpen = true;
    this.tell();
  }

  /** The process drains: from here on it is not ready, whatever is available. */
  close(): void {
    this.isOpen = false;
    this.tell();
  }

  /** For a module whose service can do nothing while something else is away. It may say so before the process is up. */
  setAvailable(isAvailable: boolean): void {
    this.isAvailable = isAvailable;
    this.tell();
  }

  private tell(): void {
    this.link.setReady(this.isOpen && this.isAvailable);
  }
}
