import { defineConfig } from 'vitest/config'

/** `npm test`; with HEAVY=1 (`npm run test:heavy`, and `.ci/run`) the long ones instead: kills, load. */
const heavy = process.env.HEAVY === '1'

export default defineConfig({
  test: {
    include: heavy ? ['test/heavy/**/*.test.ts'] : ['test/**/*.test.ts'],
    exclude: heavy ? [] : ['test/heavy/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // two cores: more workers only wait for one another
    maxWorkers: 2,
    fileParallelism: !heavy,
  },
})
