/** How the command ends, as `fleetlab --help` says. A signal ends it with 128 and the signal's number, 130 for Ctrl-C. */
export const EXIT = {
  fine: 0,
  /** Something failed, or nothing that was measured can be used. */
  failed: 1,
  /** The command line or a file that it names cannot be used. */
  usage: 2,
} as const;
