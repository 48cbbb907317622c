/** Something the user gave cannot be used: the command ends with code 2 and this message, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
