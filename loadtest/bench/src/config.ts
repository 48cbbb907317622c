/** What children inherit; the one place of this package that reads the environment. */
export const environment: Readonly<NodeJS.ProcessEnv> = Object.freeze({ ...process.env });
