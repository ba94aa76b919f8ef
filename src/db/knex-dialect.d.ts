declare module 'knex/lib/dialects/sqlite3/index.js' {
  /** Knex's own dialect class; it publishes no types for it. */
  const Client_SQLite3: new (config: object) => {
    query(connection: unknown, query: unknown): Promise<unknown>;
  };
  // eslint-disable-next-line import-x/no-default-export -- that is how Knex exports it
  export default Client_SQLite3;
}
