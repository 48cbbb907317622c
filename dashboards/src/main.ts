/** The command `npm run dashboards`. */
export {};
