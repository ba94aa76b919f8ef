import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/db/schema/book.ts', './src/db/schema/system.ts'],
  out: './migrations',
  migrations: { prefix: 'timestamp' },
});
