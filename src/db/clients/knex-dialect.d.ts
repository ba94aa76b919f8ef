declare module 'knex/lib/dialects/sqlite3/index.js' {
  /** Knex's own dialect class; it publishes no types for it. */
  const Client_SQLite3: new (config: object) => {
    query(connection: unknown, query: unknown): Promise<unknown>;
  };
  export = Client_SQLite3;
}
