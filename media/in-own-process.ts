import { type ChildProcess, fork } from 'node:child_process'

/** Work done in a process of its own: a file that kills it kills nothing else, and one that takes too long is cut. */
export interface OwnProcess<Job, Result> {
  /** throws when the process said no, died or took longer than `limitMs` */
  run(job: Job, limitMs: number): Promise<Result>
  stop(): Promise<void>
}

export interface OwnProcessOptions {
  /** the program: it calls `serveJobs` */
  program: URL
  args: string[]
  /** its memory is given back after being idle this long */
  idleMs: number
}

/** They read files and compute: no writing, no program started. Native code and threads are what they are made of. */
const RIGHTS = ['--permission', '--allow-fs-read=*', '--allow-worker', '--allow-addons', '--no-warnings']

type Answer = { ok: true; result: unknown } | { ok: false; message: string }

/** One job at a time; the process is started for the first one. It is given nothing of our environment: no key, no token. */
export function inOwnProcess<Job, Result>(options: OwnProcessOptions): OwnProcess<Job, Result> {
  let child: ChildProcess | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  function start(): ChildProcess {
    const started = fork(options.program, options.args, {
      serialization: 'advanced',
      env: {},
      execArgv: RIGHTS,
      // what native code prints of a broken file is no line of our log
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    started.once('exit', () => {
      if (child === started) child = null
    })
    // a process that cannot start says so by its exit as well
    started.on('error', () => {})
    return started
  }

  function stop(): Promise<void> {
    clearTimeout(idle)
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => {
      ending.once('exit', () => resolve())
      ending.kill('SIGKILL')
    })
  }

  async function runNow(job: Job, limitMs: number): Promise<Result> {
    clearTimeout(idle)
    child ??= start()
    try {
      const answer = await askChild(child, job, limitMs)
      if (!answer.ok) throw new Error(answer.message)
      return answer.result as Result
    } catch (error) {
      if (error instanceof ProcessLost) await stop()
      throw error
    } finally {
      idle = setTimeout(() => void stop(), options.idleMs)
      idle.unref()
    }
  }

  return {
    run(job, limitMs) {
      const done = queue.then(() => runNow(job, limitMs))
      queue = done.catch(() => {})
      return done
    },
    stop,
  }
}

class ProcessLost extends Error {}

function askChild(child: ChildProcess, job: unknown, limitMs: number): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  let lastWords = ''
  const onError = (words: Buffer) => {
    lastWords = (lastWords + words.toString('utf8')).slice(-400)
  }
  const onExit = (code: number | null, signal: string | null) =>
    reject(new ProcessLost(`It ended (${signal ?? code}) in the middle: ${lastWords.trim() || 'without a word'}`))
  const alarm = setTimeout(() => reject(new ProcessLost(`It took more than ${limitMs / 1000} s.`)), limitMs)
  child.stderr?.on('data', onError)
  child.once('message', resolve)
  child.once('exit', onExit)
  child.send(job as object, (error) => error && reject(new ProcessLost(error.message)))
  return promise.finally(() => {
    clearTimeout(alarm)
    child.stderr?.off('data', onError)
    child.off('message', resolve)
    child.off('exit', onExit)
  })
}
