/** The other side of `inOwnProcess`: answers each job, and ends with whoever started it. */
export function serveJobs<Job>(work: (job: Job) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', async (job: Job) => {
    try {
      process.send?.({ ok: true, result: await work(job) })
    } catch (error) {
      process.send?.({ ok: false, message: error instanceof Error ? error.message : String(error) })
    }
  })
}
